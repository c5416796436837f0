import type { Migration } from '../../store/migration.ts'
import * as generations from './policy-generation/policy-generation.store.ts'

export const migrations: readonly Migration[] = [...generations.migrations]
