import type { Migration } from '../../store/migration.ts'
import { migrations as accessKeys } from './access-key/access-key.store.ts'
import { migrations as policies } from './policy/policy.store.ts'
import { migrations as principalPolicies } from './principal/principal-policies.store.ts'
import { migrations as roles } from './role/role.store.ts'
import { migrations as users } from './user/user.store.ts'

/** IAM's tables, in order. */
export const migrations: readonly Migration[] = [...roles, ...users, ...accessKeys, ...policies, ...principalPolicies]
