/** All SQL about organizational units. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { UnitRecord } from './unit.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'organizations/unit/1',
    sql: `CREATE TABLE organizations_unit (
      id TEXT PRIMARY KEY, organization TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, UNIQUE (organization, parent, name)
    ) WITHOUT ROWID, STRICT`,
  },
]

export function find(db: Database, id: string): UnitRecord | undefined {
  return db.prepare('SELECT * FROM organizations_unit WHERE id = ?').get(id) as UnitRecord | undefined
}

export function findByName(db: Database, organization: string, parent: string, name: string): UnitRecord | undefined {
  return db.prepare('SELECT * FROM organizations_unit WHERE organization = ? AND parent = ? AND name = ?').get(organization, parent, name) as
    | UnitRecord
    | undefined
}

export function ofParent(db: Database, organization: string, parent: string): UnitRecord[] {
  const rows = db.prepare('SELECT * FROM organizations_unit WHERE organization = ? AND parent = ? ORDER BY name').all(organization, parent)
  return rows as unknown as UnitRecord[]
}

export function ofOrganization(db: Database, organization: string): UnitRecord[] {
  return db.prepare('SELECT * FROM organizations_unit WHERE organization = ? ORDER BY id').all(organization) as unknown as UnitRecord[]
}

export function insert(db: Database, { id, organization, parent, name }: UnitRecord): void {
  db.prepare('INSERT INTO organizations_unit VALUES (?, ?, ?, ?)').run(id, organization, parent, name)
}

export function rename(db: Database, id: string, name: string): void {
  db.prepare('UPDATE organizations_unit SET name = ? WHERE id = ?').run(name, id)
}

export function remove(db: Database, id: string): void {
  db.prepare('DELETE FROM organizations_unit WHERE id = ?').run(id)
}

export function removeAll(db: Database, organization: string): void {
  db.prepare('DELETE FROM organizations_unit WHERE organization = ?').run(organization)
}
