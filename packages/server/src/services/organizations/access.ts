/** What Organizations' calls are about: its ARNs hold the organization's id, which requests do not name. */
import { type Asked, type ServiceAccess, text } from '../../access.ts'
import { arnIn, type OrganizationRecord, organizationArn } from './organization/organization.ts'
import { organizationOf } from './organization/organization-of.ts'
import { policyArn } from './policy/policy.ts'

function arnOfId(organization: OrganizationRecord, id: string): string {
  if (id.startsWith('r-')) return arnIn(organization, 'root', id)
  if (id.startsWith('ou-')) return arnIn(organization, 'ou', id)
  if (id.startsWith('p-')) return policyArn(organization, id)
  return arnIn(organization, 'account', id)
}

/** The one member that names what the call is about; without an organization there is nothing to name. */
const about =
  (member: string) =>
  (asked: Asked): string => {
    const organization = organizationOf(asked.ctx.db, asked.ctx.account)
    const id = text(asked.input[member])
    return organization && id ? arnOfId(organization, id) : '*'
  }

const theOrganization = (asked: Asked): string => {
  const organization = organizationOf(asked.ctx.db, asked.ctx.account)
  return organization ? organizationArn(organization) : '*'
}

const BY_MEMBER: Readonly<Record<string, readonly string[]>> = {
  AccountId: ['CloseAccount', 'DescribeAccount', 'MoveAccount'],
  ChildId: ['ListParents'],
  ParentId: ['CreateOrganizationalUnit', 'ListAccountsForParent', 'ListChildren', 'ListOrganizationalUnitsForParent'],
  OrganizationalUnitId: ['DeleteOrganizationalUnit', 'DescribeOrganizationalUnit', 'UpdateOrganizationalUnit'],
  PolicyId: ['AttachPolicy', 'DeletePolicy', 'DescribePolicy', 'DetachPolicy', 'ListTargetsForPolicy', 'UpdatePolicy'],
  ResourceId: ['ListTagsForResource', 'TagResource', 'UntagResource'],
  RootId: ['DisablePolicyType', 'EnablePolicyType'],
  TargetId: ['ListPoliciesForTarget'],
}

export const access: ServiceAccess = {
  resources: {
    ...Object.fromEntries(Object.entries(BY_MEMBER).flatMap(([member, operations]) => operations.map((operation) => [operation, about(member)]))),
    DeleteOrganization: theOrganization,
    DescribeOrganization: () => '*',
  },
  *also({ operation, input, ctx }, resource) {
    if (operation === 'AttachPolicy' || operation === 'DetachPolicy')
      yield { action: `organizations:${operation}`, resource: about('TargetId')({ operation, input, ctx }) }
    if (operation === 'MoveAccount')
      for (const member of ['SourceParentId', 'DestinationParentId'])
        yield { action: 'organizations:MoveAccount', resource: about(member)({ operation, input, ctx }) }
    if (/^Create(Account|OrganizationalUnit|Policy)$/.test(operation) && Array.isArray(input.Tags) && input.Tags.length > 0)
      yield { action: 'organizations:TagResource', resource }
  },
  key(key, { input }) {
    const type = key === 'organizations:policytype' ? text(input.PolicyType ?? input.Type ?? input.Filter) : undefined
    return type === undefined ? undefined : [type]
  },
}
