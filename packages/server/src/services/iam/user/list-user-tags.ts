import type { ListUserTagsRequest, ListUserTagsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listTags } from '../tags.ts'
import { findUser } from './find-user.ts'

export const listUserTags: Operation<ListUserTagsRequest, ListUserTagsResponse> = (input, ctx) => listTags(ctx, findUser(ctx, input.UserName).arn, input)
