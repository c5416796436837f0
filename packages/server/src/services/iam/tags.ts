/** Tags of roles, users and policies, with IAM's own limits and words. */
import type { Context, Tag } from '../../operation.ts'
import { invalidInput, limitExceeded } from './errors.ts'
import { limits } from './limits.ts'
import { type PageRequest, pageOfList } from './page.ts'

/** As the SDK types them: the wire has refused a tag without key or value. */
export type TagList = readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] | undefined

/** Merges. Throws InvalidInput for a key that comes twice or is AWS's, LimitExceeded above 50. */
export function setTags(ctx: Context, arn: string, list: TagList): void {
  const tags = (list ?? []) as readonly Tag[]
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()))
  if (keys.size < tags.length) throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  if ([...keys].some((key) => key.startsWith('aws:'))) throw invalidInput('Caller is an end user and not allowed to mutate system tags')
  const all = new Set([...ctx.tags.of(arn), ...tags].map(({ Key }) => Key))
  if (all.size > limits.tagsPerResource) throw limitExceeded(`The number of tags has reached the maximum limit.`)
  ctx.tags.set(arn, tags)
}

export function listTags(ctx: Context, arn: string, request: PageRequest): { Tags: Tag[]; IsTruncated: boolean; Marker?: string } {
  const { items, rest } = pageOfList(request, ({ Key }) => Key, ctx.tags.of(arn))
  return { Tags: items, ...rest }
}
