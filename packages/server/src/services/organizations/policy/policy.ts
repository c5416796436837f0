/** A service control policy: the most that the accounts below its targets may do, whatever their own policies say. */
import type { Policy, PolicySummary } from '@aws-sdk/client-organizations'
import { lowerId } from '../../../lib/ids.ts'
import { arnIn, type OrganizationRecord, SERVICE_CONTROL_POLICY } from '../organization/organization.ts'

export interface PolicyRecord {
  /** `p-…`. */
  readonly id: string
  readonly organization: string
  readonly name: string
  readonly description: string
  readonly content: string
}

/** AWS's own, of every organization. */
export const FULL_ACCESS: Omit<PolicyRecord, 'organization'> = {
  id: 'p-FullAWSAccess',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
}

export const newPolicyId = () => `p-${lowerId(8)}`

export const policyArn = (organization: OrganizationRecord, id: string) =>
  id === FULL_ACCESS.id ? `arn:aws:organizations::aws:policy/service_control_policy/${id}` : arnIn(organization, 'policy', `service_control_policy/${id}`)

export const summaryOf = (organization: OrganizationRecord, { id, name, description }: PolicyRecord): PolicySummary => ({
  Id: id,
  Arn: policyArn(organization, id),
  Name: name,
  Description: description,
  Type: SERVICE_CONTROL_POLICY,
  AwsManaged: id === FULL_ACCESS.id,
})

export const describePolicyRecord = (organization: OrganizationRecord, policy: PolicyRecord): Policy => ({
  PolicySummary: summaryOf(organization, policy),
  Content: policy.content,
})
