import type { UntagPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { ownPolicy } from './own-policy.ts'

export const untagPolicy: Operation<UntagPolicyRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(ownPolicy(ctx, input.PolicyArn).arn, input.TagKeys)
  return {}
}
