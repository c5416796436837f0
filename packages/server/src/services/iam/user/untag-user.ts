import type { UntagUserRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findUser } from './find-user.ts'

export const untagUser: Operation<UntagUserRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(findUser(ctx, input.UserName).arn, input.TagKeys)
  return {}
}
