import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { requireTagged } from './require-tagged.ts'
import { tagMap } from './tags.ts'

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = ({ resourceArn }, ctx) => ({
  tags: tagMap(ctx.tags.of(requireTagged(ctx, resourceArn))),
})
