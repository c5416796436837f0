import type { Migration } from '../../store/migration.ts'
import * as events from './log-event/log-event.store.ts'
import * as groups from './log-group/log-group.store.ts'
import * as streams from './log-stream/log-stream.store.ts'

export const migrations: readonly Migration[] = [...groups.migrations, ...streams.migrations, ...events.migrations]
