import type { ListResourceTagsRequest, ListResourceTagsResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import { mustFindKeyItself } from './key-id.ts'

export const listResourceTags: Operation<ListResourceTagsRequest, ListResourceTagsResponse> = (input, ctx) => {
  const limit = Math.min(input.Limit ?? kmsLimits.tagsPage, kmsLimits.tagsPage)
  const from = after(input)
  const found = ctx.tags.of(mustFindKeyItself(ctx, input.KeyId).arn).filter(({ Key }) => Buffer.compare(Buffer.from(Key), Buffer.from(from)) > 0)
  const { items, members } = pageOf(found, limit, ({ Key }) => Key)
  return { Tags: items.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })), ...members }
}
