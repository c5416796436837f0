import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { managedPolicies } from '../managed/managed-policies.ts'
import { pageOfList } from '../page.ts'
import * as policies from './policy.store.ts'
import { describePolicy } from './policy.ts'
import { policyUses } from './policy-uses.ts'

/** AWS's own and the account's, by ARN. As on AWS, a list has no descriptions. */
export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, ctx) => {
  const scope = input.Scope ?? 'All'
  const all = [...(scope === 'Local' ? [] : managedPolicies()), ...(scope === 'AWS' ? [] : policies.list(ctx.db, ctx.account))]
  const wanted = all
    .filter((policy) => policy.path.startsWith(input.PathPrefix ?? '/'))
    .map((policy) => ({ ...describePolicy(policy, policyUses(ctx.db, ctx.account, policy.arn)), Arn: policy.arn, Description: undefined }))
    .filter((policy) => !input.OnlyAttached || (policy.AttachmentCount ?? 0) > 0)
    .filter((policy) => input.PolicyUsageFilter !== 'PermissionsBoundary' || (policy.PermissionsBoundaryUsageCount ?? 0) > 0)
    .filter((policy) => input.PolicyUsageFilter !== 'PermissionsPolicy' || (policy.AttachmentCount ?? 0) > 0)
    .sort((one, other) => (one.Arn < other.Arn ? -1 : 1))
  const { items, rest } = pageOfList(input, (policy) => policy.Arn, wanted)
  return { Policies: items, ...rest }
}
