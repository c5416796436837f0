import type { RemoveTagsRequest, RemoveTagsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { mustBeTrail } from './tags.ts'

/** Values do not count; keys that the trail lacks do no harm. */
export const removeTags: Operation<RemoveTagsRequest, RemoveTagsResponse> = (input, ctx) => {
  mustBeTrail(ctx, input.ResourceId)
  ctx.tags.remove(
    input.ResourceId,
    input.TagsList.flatMap(({ Key }) => Key ?? []),
  )
  return {}
}
