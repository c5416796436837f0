/** All SQL about accounts of organizations and the requests that make them. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { AccountRecord, CreationRecord } from './account.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'organizations/account/1',
    // An e-mail address belongs to one account of all that there are.
    sql: `CREATE TABLE organizations_account (
      id TEXT PRIMARY KEY, organization TEXT NOT NULL, parent TEXT NOT NULL, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
      status TEXT NOT NULL, joined_method TEXT NOT NULL, joined_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX organizations_account_of ON organizations_account (organization, parent);
    CREATE TABLE organizations_creation (
      id TEXT PRIMARY KEY, organization TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, role_name TEXT NOT NULL, tags TEXT NOT NULL,
      state TEXT NOT NULL, requested_at_ms INTEGER NOT NULL, completed_at_ms INTEGER, account TEXT, failure_reason TEXT
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX organizations_creation_of ON organizations_creation (organization, requested_at_ms)`,
  },
]

interface Row {
  readonly id: string
  readonly organization: string
  readonly parent: string
  readonly email: string
  readonly name: string
  readonly status: AccountRecord['status']
  readonly joined_method: AccountRecord['joinedMethod']
  readonly joined_at_ms: number
}

const fromRow = ({ joined_method, joined_at_ms, ...row }: Row): AccountRecord => ({ ...row, joinedMethod: joined_method, joinedAt: new Date(joined_at_ms) })

export function find(db: Database, id: string): AccountRecord | undefined {
  const row = db.prepare('SELECT * FROM organizations_account WHERE id = ?').get(id)
  return row && fromRow(row as unknown as Row)
}

export function findByEmail(db: Database, email: string): AccountRecord | undefined {
  const row = db.prepare('SELECT * FROM organizations_account WHERE email = ?').get(email)
  return row && fromRow(row as unknown as Row)
}

/** In the order in which they joined. */
export function ofOrganization(db: Database, organization: string): AccountRecord[] {
  return (db.prepare('SELECT * FROM organizations_account WHERE organization = ? ORDER BY joined_at_ms, id').all(organization) as unknown as Row[]).map(fromRow)
}

export function ofParent(db: Database, organization: string, parent: string): AccountRecord[] {
  const rows = db.prepare('SELECT * FROM organizations_account WHERE organization = ? AND parent = ? ORDER BY joined_at_ms, id').all(organization, parent)
  return (rows as unknown as Row[]).map(fromRow)
}

export function insert(db: Database, account: AccountRecord): void {
  db.prepare('INSERT INTO organizations_account VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    account.id,
    account.organization,
    account.parent,
    account.email,
    account.name,
    account.status,
    account.joinedMethod,
    account.joinedAt.getTime(),
  )
}

export function setParent(db: Database, id: string, parent: string): void {
  db.prepare('UPDATE organizations_account SET parent = ? WHERE id = ?').run(parent, id)
}

export function setStatus(db: Database, id: string, status: AccountRecord['status']): void {
  db.prepare('UPDATE organizations_account SET status = ? WHERE id = ?').run(status, id)
}

/** Accounts that were closed, for the keyring. */
export function suspended(db: Database): string[] {
  return (db.prepare("SELECT id FROM organizations_account WHERE status = 'SUSPENDED'").all() as { id: string }[]).map(({ id }) => id)
}

/** All of an organization, with the requests. */
export function removeAll(db: Database, organization: string): void {
  db.prepare('DELETE FROM organizations_account WHERE organization = ?').run(organization)
  db.prepare('DELETE FROM organizations_creation WHERE organization = ?').run(organization)
}

interface CreationRow {
  readonly id: string
  readonly organization: string
  readonly email: string
  readonly name: string
  readonly role_name: string
  readonly tags: string
  readonly state: CreationRecord['state']
  readonly requested_at_ms: number
  readonly completed_at_ms: number | null
  readonly account: string | null
  readonly failure_reason: CreationRecord['failureReason'] | null
}

const fromCreationRow = (row: CreationRow): CreationRecord => ({
  id: row.id,
  organization: row.organization,
  email: row.email,
  name: row.name,
  roleName: row.role_name,
  tags: JSON.parse(row.tags) as CreationRecord['tags'],
  state: row.state,
  requestedAt: new Date(row.requested_at_ms),
  completedAt: row.completed_at_ms === null ? undefined : new Date(row.completed_at_ms),
  account: row.account ?? undefined,
  failureReason: row.failure_reason ?? undefined,
})

export function findCreation(db: Database, id: string): CreationRecord | undefined {
  const row = db.prepare('SELECT * FROM organizations_creation WHERE id = ?').get(id)
  return row && fromCreationRow(row as unknown as CreationRow)
}

/** Newest first. */
export function creations(db: Database, organization: string): CreationRecord[] {
  const rows = db.prepare('SELECT * FROM organizations_creation WHERE organization = ? ORDER BY requested_at_ms DESC, id').all(organization)
  return (rows as unknown as CreationRow[]).map(fromCreationRow)
}

/** Of all organizations: what the engine has to do. */
export function openCreations(db: Database): CreationRecord[] {
  return (db.prepare("SELECT * FROM organizations_creation WHERE state = 'IN_PROGRESS'").all() as unknown as CreationRow[]).map(fromCreationRow)
}

export function hasOpenCreations(db: Database, organization: string): boolean {
  return db.prepare("SELECT 1 FROM organizations_creation WHERE organization = ? AND state = 'IN_PROGRESS'").get(organization) !== undefined
}

/** Keeps the newest `most` of the organization's that are done. */
export function insertCreation(db: Database, creation: CreationRecord, most: number): void {
  const { id, organization, email, name, roleName, tags, state, requestedAt } = creation
  db.prepare('INSERT INTO organizations_creation VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)').run(
    id,
    organization,
    email,
    name,
    roleName,
    JSON.stringify(tags),
    state,
    requestedAt.getTime(),
  )
  db.prepare(`DELETE FROM organizations_creation WHERE organization = ?1 AND state <> 'IN_PROGRESS' AND id NOT IN
    (SELECT id FROM organizations_creation WHERE organization = ?1 ORDER BY requested_at_ms DESC, id LIMIT ?2)`).run(organization, most)
}

export function settleCreation(
  db: Database,
  id: string,
  { state, completedAt, account, failureReason }: Pick<CreationRecord, 'state' | 'account' | 'failureReason'> & { readonly completedAt: Date },
): void {
  db.prepare('UPDATE organizations_creation SET state = ?, completed_at_ms = ?, account = ?, failure_reason = ? WHERE id = ?').run(
    state,
    completedAt.getTime(),
    account ?? null,
    failureReason ?? null,
    id,
  )
}
