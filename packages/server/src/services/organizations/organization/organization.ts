/** An organization: a management account, its members, and the tree that they hang in. */
import type { Organization, Root } from '@aws-sdk/client-organizations'
import { lowerId } from '../../../lib/ids.ts'

export interface OrganizationRecord {
  /** `o-…`. */
  readonly id: string
  readonly managementAccount: string
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING'
  /** `r-…`. */
  readonly rootId: string
  /** Policy types that are enabled at the root. */
  readonly policyTypes: readonly string[]
  readonly createdAt: Date
}

export const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY'

export const newOrganizationId = () => `o-${lowerId(10)}`
export const newRootId = () => `r-${lowerId(4)}`

/** `account`, `ou`, `root`, `policy/service_control_policy`: every ARN of an organization names its management account. */
export const arnIn = ({ id, managementAccount }: OrganizationRecord, type: string, resource: string) =>
  `arn:aws:organizations::${managementAccount}:${type}/${id}/${resource}`

export const organizationArn = ({ id, managementAccount }: OrganizationRecord) => `arn:aws:organizations::${managementAccount}:organization/${id}`

/** The account that Kenja begins with has no e-mail address of its own; `.localhost` is nobody's. */
export const managementEmail = (account: string) => `root+${account}@kenja.localhost`

export const describeOrganizationRecord = (organization: OrganizationRecord): Organization => ({
  Id: organization.id,
  Arn: organizationArn(organization),
  FeatureSet: organization.featureSet,
  MasterAccountArn: arnIn(organization, 'account', organization.managementAccount),
  MasterAccountId: organization.managementAccount,
  MasterAccountEmail: managementEmail(organization.managementAccount),
  AvailablePolicyTypes: organization.featureSet === 'ALL' ? [{ Type: SERVICE_CONTROL_POLICY, Status: 'ENABLED' }] : [],
})

export const describeRoot = (organization: OrganizationRecord): Root => ({
  Id: organization.rootId,
  Arn: arnIn(organization, 'root', organization.rootId),
  Name: 'Root',
  PolicyTypes: organization.policyTypes.map((type) => ({ Type: type as typeof SERVICE_CONTROL_POLICY, Status: 'ENABLED' })),
})
