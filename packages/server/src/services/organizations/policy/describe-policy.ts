import type { DescribePolicyRequest, DescribePolicyResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findPolicy } from './find-policy.ts'
import { describePolicyRecord } from './policy.ts'

export const describePolicy: Operation<DescribePolicyRequest, DescribePolicyResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  return { Policy: describePolicyRecord(organization, findPolicy(ctx.db, organization, input.PolicyId)) }
}
