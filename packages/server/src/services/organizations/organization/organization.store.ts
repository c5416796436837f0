/** All SQL about organizations. */
import type { Database } from '../../../operation.ts'
import type { Migration } from '../../../store/migration.ts'
import type { OrganizationRecord } from './organization.ts'

export const migrations: readonly Migration[] = [
  {
    id: 'organizations/organization/1',
    sql: `CREATE TABLE organizations_organization (
      id TEXT PRIMARY KEY, management_account TEXT NOT NULL UNIQUE, feature_set TEXT NOT NULL, root_id TEXT NOT NULL UNIQUE,
      policy_types TEXT NOT NULL, created_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT`,
  },
]

interface Row {
  readonly id: string
  readonly management_account: string
  readonly feature_set: OrganizationRecord['featureSet']
  readonly root_id: string
  readonly policy_types: string
  readonly created_at_ms: number
}

export function find(db: Database, id: string): OrganizationRecord | undefined {
  const row = db.prepare('SELECT * FROM organizations_organization WHERE id = ?').get(id) as unknown as Row | undefined
  return (
    row && {
      id: row.id,
      managementAccount: row.management_account,
      featureSet: row.feature_set,
      rootId: row.root_id,
      policyTypes: JSON.parse(row.policy_types) as string[],
      createdAt: new Date(row.created_at_ms),
    }
  )
}

export function insert(db: Database, { id, managementAccount, featureSet, rootId, policyTypes, createdAt }: OrganizationRecord): void {
  db.prepare('INSERT INTO organizations_organization VALUES (?, ?, ?, ?, ?, ?)').run(
    id,
    managementAccount,
    featureSet,
    rootId,
    JSON.stringify(policyTypes),
    createdAt.getTime(),
  )
}

export function setPolicyTypes(db: Database, id: string, types: readonly string[]): void {
  db.prepare('UPDATE organizations_organization SET policy_types = ? WHERE id = ?').run(JSON.stringify(types), id)
}

export function remove(db: Database, id: string): void {
  db.prepare('DELETE FROM organizations_organization WHERE id = ?').run(id)
}
