/** The credential report: a line for root and for each user (AWS: "Generate credential reports for your AWS account"; names and order of the columns are AWS's). */
import type { Database } from '../../../operation.ts'
import * as accessKeys from '../access-key/access-key.store.ts'
import type { AccessKeyRecord } from '../access-key/access-key.ts'
import * as devices from '../mfa/mfa-device.store.ts'
import { ROOT_OWNER } from '../mfa/mfa-device.ts'
import * as passwords from '../password/password.store.ts'
import * as policies from '../password/password-policy.store.ts'
import { expiryOf, type PasswordPolicyRecord } from '../password/password-policy.ts'
import * as users from '../user/user.store.ts'
import type { UserRecord } from '../user/user.ts'

const keyColumns = (number: number) =>
  ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map((column) => `access_key_${number}_${column}`)

export const COLUMNS: readonly string[] = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...keyColumns(1),
  ...keyColumns(2),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
]

const NONE = 'N/A'

/** `2015-05-26T21:17:57+00:00` */
const time = (date: Date) => `${date.toISOString().slice(0, 19)}+00:00`

function keyCells(key: AccessKeyRecord | undefined): string[] {
  if (!key) return ['false', NONE, NONE, NONE, NONE]
  const used = key.lastUsed ? [time(key.lastUsed.at), key.lastUsed.region, key.lastUsed.service] : [NONE, NONE, NONE]
  return [String(key.status === 'Active'), time(key.createdAt), ...used]
}

function credentialCells(db: Database, account: string, userName: string | undefined): string[] {
  const [first, second] = accessKeys.ofUser(db, account, userName)
  const mfa = devices.ofOwner(db, account, userName ?? ROOT_OWNER).length > 0
  return [String(mfa), ...keyCells(first), ...keyCells(second), 'false', NONE, 'false', NONE]
}

function passwordCells(db: Database, account: string, user: UserRecord, policy: PasswordPolicyRecord | undefined): string[] {
  const password = passwords.find(db, account, user.name)
  if (!password) return ['false', NONE, NONE, NONE]
  const expiry = expiryOf(policy, password.changedAt)
  return ['true', password.usedAt ? time(password.usedAt) : 'no_information', time(password.changedAt), expiry ? time(expiry) : NONE]
}

/** A name may begin like a formula, but holds neither comma nor quote. */
export function credentialReport(db: Database, account: string, rootSince: Date): string {
  const policy = policies.find(db, account)
  const root = ['<root_account>', `arn:aws:iam::${account}:root`, time(rootSince), 'not_supported', 'no_information', 'not_supported', 'not_supported']
  const everyone = users.list(db, account, '/', '', -1)
  const lines = everyone.map((user) => [
    user.name,
    user.arn,
    time(user.createdAt),
    ...passwordCells(db, account, user, policy),
    ...credentialCells(db, account, user.name),
  ])
  return [COLUMNS, [...root, ...credentialCells(db, account, undefined)], ...lines].map((cells) => cells.join(',')).join('\n')
}
