import type { TagResourceRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { constraintViolation } from '../errors.ts'
import { limits } from '../limits.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { checkTags } from './check-tags.ts'
import { findTaggable } from './find-taggable.ts'

export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (input, ctx) => {
  const arn = findTaggable(ctx.db, managedOrganization(ctx), input.ResourceId)
  const tags = checkTags(input.Tags)
  const keys = new Set([...ctx.tags.of(arn), ...tags].map(({ Key }) => Key))
  if (keys.size > limits.tagsPerResource) throw constraintViolation('TAG_LIMIT_EXCEEDED', 'You have exceeded the number of tags allowed on this resource.')
  ctx.tags.set(arn, tags)
  return {}
}
