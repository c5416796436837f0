/** An organizational unit. */
import type { OrganizationalUnit } from '@aws-sdk/client-organizations'
import { lowerId } from '../../../lib/ids.ts'
import { arnIn, type OrganizationRecord } from '../organization/organization.ts'

export interface UnitRecord {
  /** `ou-<root>-…`. */
  readonly id: string
  readonly organization: string
  readonly parent: string
  readonly name: string
}

export const newUnitId = (rootId: string) => `ou-${rootId.slice(2)}-${lowerId(8)}`

export const describeUnit = (organization: OrganizationRecord, { id, name }: UnitRecord): OrganizationalUnit => ({
  Id: id,
  Arn: arnIn(organization, 'ou', id),
  Name: name,
})
