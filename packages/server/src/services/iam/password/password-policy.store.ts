/** All SQL about accounts' password policies. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { PasswordPolicyRecord } from './password-policy.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'iam/password-policy/1',
    sql: `CREATE TABLE iam_password_policy (
      account TEXT PRIMARY KEY, minimum_length INTEGER NOT NULL, symbols INTEGER NOT NULL, numbers INTEGER NOT NULL, upper INTEGER NOT NULL, lower INTEGER NOT NULL,
      may_change INTEGER NOT NULL, max_age_days INTEGER, reuse_prevention INTEGER, hard_expiry INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT`,
  },
]

interface Row {
  minimum_length: number
  symbols: number
  numbers: number
  upper: number
  lower: number
  may_change: number
  max_age_days: number | null
  reuse_prevention: number | null
  hard_expiry: number
}

/** Undefined: the account has none of its own. */
export function find(db: Database, account: string): PasswordPolicyRecord | undefined {
  const row = db.prepare('SELECT * FROM iam_password_policy WHERE account = ?').get(account) as Row | undefined
  return (
    row && {
      minimumLength: row.minimum_length,
      symbols: row.symbols === 1,
      numbers: row.numbers === 1,
      upper: row.upper === 1,
      lower: row.lower === 1,
      mayChange: row.may_change === 1,
      maxAgeDays: row.max_age_days ?? undefined,
      reusePrevention: row.reuse_prevention ?? undefined,
      hardExpiry: row.hard_expiry === 1,
    }
  )
}

export function put(db: Database, account: string, policy: PasswordPolicyRecord): void {
  const flag = (value: boolean) => (value ? 1 : 0)
  db.prepare('INSERT OR REPLACE INTO iam_password_policy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    account,
    policy.minimumLength,
    flag(policy.symbols),
    flag(policy.numbers),
    flag(policy.upper),
    flag(policy.lower),
    flag(policy.mayChange),
    policy.maxAgeDays ?? null,
    policy.reusePrevention ?? null,
    flag(policy.hardExpiry),
  )
}

export function remove(db: Database, account: string): boolean {
  return db.prepare('DELETE FROM iam_password_policy WHERE account = ?').run(account).changes === 1
}
