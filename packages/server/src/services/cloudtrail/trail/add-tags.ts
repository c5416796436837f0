import type { AddTagsRequest, AddTagsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { mergeTags, mustBeTrail } from './tags.ts'

export const addTags: Operation<AddTagsRequest, AddTagsResponse> = (input, ctx) => {
  mustBeTrail(ctx, input.ResourceId)
  mergeTags(ctx, input.ResourceId, input.TagsList)
  return {}
}
