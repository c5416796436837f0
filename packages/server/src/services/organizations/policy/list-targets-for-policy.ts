import type { ListTargetsForPolicyRequest, ListTargetsForPolicyResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { findPolicy } from './find-policy.ts'
import { findTarget } from './find-target.ts'
import * as policies from './policy.store.ts'

export const listTargetsForPolicy: Operation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { id } = findPolicy(ctx.db, organization, input.PolicyId)
  const ids = organization.policyTypes.length > 0 ? policies.targets(ctx.db, organization.id, id) : []
  const { items, next } = pageOf(ids, input)
  return { Targets: items.map((target) => findTarget(ctx.db, organization, target)), ...next }
}
