import type { Migration } from '../../store/migration.ts'
import * as aliases from './alias/alias.store.ts'
import * as grants from './grant/grant.store.ts'
import * as keys from './key/key.store.ts'

export const migrations: readonly Migration[] = [...keys.migrations, ...aliases.migrations, ...grants.migrations]
