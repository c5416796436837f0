import type { Migration } from '../../store/migration.ts'
import { migrations as accessKeys } from './access-key/access-key.store.ts'
import { migrations as aliases } from './account/account-alias.store.ts'
import { migrations as reports } from './account/credential-report.store.ts'
import { migrations as groups } from './group/group.store.ts'
import { migrations as instanceProfiles } from './instance-profile/instance-profile.store.ts'
import { migrations as mfaDevices } from './mfa/mfa-device.store.ts'
import { migrations as passwords } from './password/password.store.ts'
import { migrations as passwordPolicies } from './password/password-policy.store.ts'
import { migrations as policies } from './policy/policy.store.ts'
import { migrations as principalPolicies } from './principal/principal-policies.store.ts'
import { migrations as roles } from './role/role.store.ts'
import { migrations as roleDeletions } from './service-linked-role/service-linked-role.store.ts'
import { migrations as sessions } from './session/session.store.ts'
import { migrations as users } from './user/user.store.ts'

/** IAM's tables, in order. */
export const migrations: readonly Migration[] = [
  ...roles,
  ...users,
  ...accessKeys,
  ...policies,
  ...principalPolicies,
  ...groups,
  ...passwords,
  ...passwordPolicies,
  ...mfaDevices,
  ...instanceProfiles,
  ...roleDeletions,
  ...aliases,
  ...reports,
  ...sessions,
]
