import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findTaggable } from './find-taggable.ts'

/** At most fifty: one page. */
export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (input, ctx) => ({
  Tags: ctx.tags.of(findTaggable(ctx.db, managedOrganization(ctx), input.ResourceId)),
})
