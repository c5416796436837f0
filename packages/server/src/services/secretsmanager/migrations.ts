import type { Migration } from '../../store/migration.ts'
import * as secrets from './secret/secret.store.ts'
import * as versions from './secret-version/secret-version.store.ts'

export const migrations: readonly Migration[] = [...secrets.migrations, ...versions.migrations]
