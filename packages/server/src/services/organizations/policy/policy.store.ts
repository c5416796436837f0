/** All SQL about service control policies and what they are attached to. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { PolicyRecord } from './policy.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'organizations/policy/1',
    sql: `CREATE TABLE organizations_policy (
      id TEXT PRIMARY KEY, organization TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (organization, name)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE organizations_attachment (
      organization TEXT NOT NULL, target TEXT NOT NULL, policy TEXT NOT NULL, PRIMARY KEY (organization, target, policy)
    ) WITHOUT ROWID, STRICT`,
  },
]

export function find(db: Database, id: string): PolicyRecord | undefined {
  return db.prepare('SELECT * FROM organizations_policy WHERE id = ?').get(id) as PolicyRecord | undefined
}

export function ofOrganization(db: Database, organization: string): PolicyRecord[] {
  return db.prepare('SELECT * FROM organizations_policy WHERE organization = ? ORDER BY name').all(organization) as unknown as PolicyRecord[]
}

export function insert(db: Database, { id, organization, name, description, content }: PolicyRecord): void {
  db.prepare('INSERT INTO organizations_policy VALUES (?, ?, ?, ?, ?)').run(id, organization, name, description, content)
}

export function update(db: Database, { id, name, description, content }: PolicyRecord): void {
  db.prepare('UPDATE organizations_policy SET name = ?, description = ?, content = ? WHERE id = ?').run(name, description, content, id)
}

export function remove(db: Database, id: string): void {
  db.prepare('DELETE FROM organizations_policy WHERE id = ?').run(id)
}

export function removeAll(db: Database, organization: string): void {
  db.prepare('DELETE FROM organizations_policy WHERE organization = ?').run(organization)
  db.prepare('DELETE FROM organizations_attachment WHERE organization = ?').run(organization)
}

export function attach(db: Database, organization: string, target: string, policy: string): void {
  db.prepare('INSERT INTO organizations_attachment VALUES (?, ?, ?)').run(organization, target, policy)
}

/** False when it was not attached. */
export function detach(db: Database, organization: string, target: string, policy: string): boolean {
  return db.prepare('DELETE FROM organizations_attachment WHERE organization = ? AND target = ? AND policy = ?').run(organization, target, policy).changes === 1
}

/** All of a target that goes away. */
export function detachAll(db: Database, organization: string, target: string): void {
  db.prepare('DELETE FROM organizations_attachment WHERE organization = ? AND target = ?').run(organization, target)
}

/** Policies' ids. */
export function attached(db: Database, organization: string, target: string): string[] {
  const rows = db.prepare('SELECT policy FROM organizations_attachment WHERE organization = ? AND target = ? ORDER BY policy').all(organization, target)
  return (rows as { policy: string }[]).map(({ policy }) => policy)
}

export function targets(db: Database, organization: string, policy: string): string[] {
  const rows = db.prepare('SELECT target FROM organizations_attachment WHERE organization = ? AND policy = ? ORDER BY target').all(organization, policy)
  return (rows as { target: string }[]).map(({ target }) => target)
}
