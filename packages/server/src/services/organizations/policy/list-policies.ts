import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { pageOf } from '../page.ts'
import { mustHaveType } from './find-policy.ts'
import * as policies from './policy.store.ts'
import { FULL_ACCESS, summaryOf } from './policy.ts'

export const listPolicies: Operation<ListPoliciesRequest, ListPoliciesResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustHaveType(organization, input.Filter)
  const all = [{ ...FULL_ACCESS, organization: organization.id }, ...policies.ofOrganization(ctx.db, organization.id)]
  const { items, next } = pageOf(all, input)
  return { Policies: items.map((policy) => summaryOf(organization, policy)), ...next }
}
