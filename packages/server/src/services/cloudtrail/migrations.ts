import type { Migration } from '../../store/migration.ts'
import * as events from './event/event.store.ts'
import * as trails from './trail/trail.store.ts'
import * as uses from './use/use.store.ts'

export const migrations: readonly Migration[] = [...events.migrations, ...uses.migrations, ...trails.migrations]
