import type { Database } from '../../../operation.ts'
import type { OrganizationRecord } from '../organization/organization.ts'
import * as policies from './policy.store.ts'
import { FULL_ACCESS } from './policy.ts'

/** Whatever is new may do everything, until somebody says otherwise. */
export function attachFullAccess(db: Database, { id }: OrganizationRecord, target: string): void {
  policies.attach(db, id, target, FULL_ACCESS.id)
}
