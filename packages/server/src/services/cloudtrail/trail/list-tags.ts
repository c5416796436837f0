import type { ListTagsRequest, ListTagsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { mustBeTrail } from './tags.ts'

export const listTags: Operation<ListTagsRequest, ListTagsResponse> = (input, ctx) => ({
  ResourceTagList: input.ResourceIdList.map((arn) => {
    mustBeTrail(ctx, arn)
    return { ResourceId: arn, TagsList: ctx.tags.of(arn) }
  }),
})
