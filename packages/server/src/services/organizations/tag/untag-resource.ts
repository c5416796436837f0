import type { UntagResourceRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findTaggable } from './find-taggable.ts'

export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(findTaggable(ctx.db, managedOrganization(ctx), input.ResourceId), input.TagKeys)
  return {}
}
