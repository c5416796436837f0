import type { TagUserRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { setTags } from '../tags.ts'
import { findUser } from './find-user.ts'

export const tagUser: Operation<TagUserRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, findUser(ctx, input.UserName).arn, input.Tags)
  return {}
}
