import type { Migration } from '../../store/migration.ts'
import * as accounts from './account/account.store.ts'
import * as organizations from './organization/organization.store.ts'
import * as policies from './policy/policy.store.ts'
import * as units from './unit/unit.store.ts'

export const migrations: readonly Migration[] = [...organizations.migrations, ...accounts.migrations, ...units.migrations, ...policies.migrations]
