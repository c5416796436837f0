import type { ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listTags } from '../tags.ts'
import { findInstanceProfile } from './find-instance-profile.ts'

export const listInstanceProfileTags: Operation<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse> = (input, ctx) =>
  listTags(ctx, findInstanceProfile(ctx, input.InstanceProfileName).arn, input)
