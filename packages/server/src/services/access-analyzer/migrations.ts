import type { Migration } from '../../store/migration.ts'

export const migrations: readonly Migration[] = []
