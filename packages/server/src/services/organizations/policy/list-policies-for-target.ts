import type { ListPoliciesForTargetRequest, ListPoliciesForTargetResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { findPolicy, mustHaveType } from './find-policy.ts'
import { findTarget } from './find-target.ts'
import * as policies from './policy.store.ts'
import { summaryOf } from './policy.ts'

/** What is attached to the target itself; what it inherits is its parents'. */
export const listPoliciesForTarget: Operation<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustHaveType(organization, input.Filter)
  findTarget(ctx.db, organization, input.TargetId)
  const ids = organization.policyTypes.includes(input.Filter) ? policies.attached(ctx.db, organization.id, input.TargetId) : []
  const { items, next } = pageOf(ids, input)
  return { Policies: items.map((id) => summaryOf(organization, findPolicy(ctx.db, organization, id))), ...next }
}
