import type { Database, ServiceError } from '../../../operation.ts'
import { unitNotFound } from '../errors.ts'
import type { OrganizationRecord } from '../organization/organization.ts'
import * as units from './unit.store.ts'
import type { UnitRecord } from './unit.ts'

/** Throws OrganizationalUnitNotFoundException for one of another organization, too. */
export function findUnit(db: Database, organization: OrganizationRecord, id: string): UnitRecord {
  const unit = units.find(db, id)
  if (unit?.organization !== organization.id) throw unitNotFound()
  return unit
}

/** Throws `missing` unless the id is the root's or a unit's of the organization. */
export function mustBeParent(db: Database, organization: OrganizationRecord, id: string, missing: () => ServiceError): void {
  if (id !== organization.rootId && units.find(db, id)?.organization !== organization.id) throw missing()
}

/** From the id up to the root, both with it. */
export function pathToRoot(db: Database, id: string): string[] {
  const path = [id]
  for (let unit = units.find(db, id); unit; unit = units.find(db, unit.parent)) path.push(unit.parent)
  return path
}
