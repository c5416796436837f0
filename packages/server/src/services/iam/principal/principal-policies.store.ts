/** All SQL about the policies of roles, users and groups: managed ones attached, and inline ones. All kinds share them. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'

export type PrincipalKind = 'role' | 'user' | 'group'

/** Whose policies. */
export interface Holder {
  readonly account: string
  readonly kind: PrincipalKind
  readonly name: string
}

export const migrations: readonly Migration[] = [
  {
    id: 'iam/principal-policies/1',
    sql: `CREATE TABLE iam_attachment (
      account TEXT, kind TEXT, name TEXT COLLATE NOCASE, policy_arn TEXT, PRIMARY KEY (account, kind, name, policy_arn)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX iam_attachment_of_policy ON iam_attachment (policy_arn, account);
    CREATE TABLE iam_inline_policy (
      account TEXT, kind TEXT, name TEXT COLLATE NOCASE, policy_name TEXT, document TEXT NOT NULL, PRIMARY KEY (account, kind, name, policy_name)
    ) WITHOUT ROWID, STRICT`,
  },
]

export interface InlinePolicy {
  readonly name: string
  readonly document: string
}

export function attach(db: Database, { account, kind, name }: Holder, policyArn: string): void {
  db.prepare('INSERT INTO iam_attachment VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(account, kind, name, policyArn)
}

/** False when it was not attached. */
export function detach(db: Database, { account, kind, name }: Holder, policyArn: string): boolean {
  return (
    db.prepare('DELETE FROM iam_attachment WHERE account = ? AND kind = ? AND name = ? AND policy_arn = ?').run(account, kind, name, policyArn).changes === 1
  )
}

/** ARNs, in their order. */
export function attached(db: Database, { account, kind, name }: Holder): string[] {
  const rows = db.prepare('SELECT policy_arn FROM iam_attachment WHERE account = ? AND kind = ? AND name = ? ORDER BY policy_arn').all(account, kind, name)
  return (rows as unknown as { policy_arn: string }[]).map((row) => row.policy_arn)
}

export function attachmentCount(db: Database, account: string, policyArn: string): number {
  return (db.prepare('SELECT count(*) AS n FROM iam_attachment WHERE policy_arn = ? AND account = ?').get(policyArn, account) as { n: number }).n
}

export function putInline(db: Database, { account, kind, name }: Holder, policy: InlinePolicy): void {
  db.prepare('INSERT INTO iam_inline_policy VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document').run(
    account,
    kind,
    name,
    policy.name,
    policy.document,
  )
}

export function inline(db: Database, { account, kind, name }: Holder): InlinePolicy[] {
  const rows = db
    .prepare('SELECT policy_name, document FROM iam_inline_policy WHERE account = ? AND kind = ? AND name = ? ORDER BY policy_name')
    .all(account, kind, name)
  return (rows as unknown as { policy_name: string; document: string }[]).map((row) => ({ name: row.policy_name, document: row.document }))
}

/** False when there was none. */
export function removeInline(db: Database, { account, kind, name }: Holder, policyName: string): boolean {
  return (
    db.prepare('DELETE FROM iam_inline_policy WHERE account = ? AND kind = ? AND name = ? AND policy_name = ?').run(account, kind, name, policyName).changes ===
    1
  )
}

export interface Attachment {
  readonly kind: PrincipalKind
  readonly name: string
}

/** Who has a managed policy attached: groups, roles, users, by name. */
export function attachments(db: Database, account: string, policyArn: string): Attachment[] {
  return db
    .prepare('SELECT kind, name FROM iam_attachment WHERE policy_arn = ? AND account = ? ORDER BY kind, name')
    .all(policyArn, account) as unknown as Attachment[]
}

/** All policies follow a new name. */
export function rename(db: Database, { account, kind, name }: Holder, newName: string): void {
  db.prepare('UPDATE iam_attachment SET name = ? WHERE account = ? AND kind = ? AND name = ?').run(newName, account, kind, name)
  db.prepare('UPDATE iam_inline_policy SET name = ? WHERE account = ? AND kind = ? AND name = ?').run(newName, account, kind, name)
}
