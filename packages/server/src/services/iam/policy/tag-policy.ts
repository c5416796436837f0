import type { TagPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { setTags } from '../tags.ts'
import { ownPolicy } from './own-policy.ts'

export const tagPolicy: Operation<TagPolicyRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, ownPolicy(ctx, input.PolicyArn).arn, input.Tags)
  return {}
}
