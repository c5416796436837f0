import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findPolicy } from './find-policy.ts'
import { describePolicy } from './policy.ts'
import { policyUses } from './policy-uses.ts'

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (input, ctx) => {
  const policy = findPolicy(ctx.db, input.PolicyArn)
  const tags = ctx.tags.of(policy.arn)
  return { Policy: { ...describePolicy(policy, policyUses(ctx.db, ctx.account, policy.arn)), ...(tags.length > 0 ? { Tags: tags } : {}) } }
}
