/** Tags of keys, in KMS's own form and with its own errors. */
import type { Tag } from '@aws-sdk/client-kms'
import type { Context } from '../../../operation.ts'
import { invalidTag, limitExceeded } from '../errors.ts'
import { kmsLimits } from '../limits.ts'
import type { Key } from './key.ts'

/** Merges into what is there. Throws TagException or LimitExceededException. */
export function mergeTags(ctx: Context, key: Key, tags: readonly Tag[] | undefined): void {
  const added = (tags ?? []).map(({ TagKey = '', TagValue = '' }) => ({ Key: TagKey, Value: TagValue }))
  if (added.some(({ Key: name }) => /^aws:/i.test(name))) throw invalidTag('Tag keys must not begin with aws:.')
  if (new Set(added.map(({ Key: name }) => name)).size !== added.length) throw invalidTag('A tag key is given more than once.')
  const names = new Set([...ctx.tags.of(key.arn), ...added].map(({ Key: name }) => name))
  if (names.size > kmsLimits.tagsPerKey) throw limitExceeded(`A key can have at most ${kmsLimits.tagsPerKey} tags.`)
  ctx.tags.set(key.arn, added)
}
