import type { Migration } from '../../store/migration.ts'
import * as resources from './resource.store.ts'

export const migrations: readonly Migration[] = [...resources.migrations]
