/** Condition keys about tags: those that a request brings, and those that its resource has. The same for every service. */
import type { Asked, ServiceAccess } from '../../access.ts'
import type { Tag } from '../../operation.ts'

interface AnyTag {
  readonly Key?: unknown
  readonly key?: unknown
  readonly Value?: unknown
  readonly value?: unknown
  readonly TagKey?: unknown
  readonly TagValue?: unknown
}

const pairs = (tags: readonly AnyTag[]): [string, string][] =>
  tags.map((tag) => [String(tag.Key ?? tag.TagKey ?? tag.key ?? ''), String(tag.Value ?? tag.TagValue ?? tag.value ?? '')])

/** `Tags: [{Key, Value}]`, `[{TagKey, TagValue}]`, `tags: [{key, value}]`, `tags: {key: value}` or `TagSpecifications: [{Tags}]`, as the services have it. */
function requestTags({ Tags, tags = Tags, TagSpecifications }: Asked['input']): [string, string][] {
  if (Array.isArray(TagSpecifications)) return pairs((TagSpecifications as { readonly Tags?: readonly AnyTag[] }[]).flatMap((one) => one.Tags ?? []))
  if (Array.isArray(tags)) return pairs(tags as AnyTag[])
  return tags !== null && typeof tags === 'object' ? Object.entries(tags).map(([key, value]) => [key, String(value)]) : []
}

function requestTagKeys(input: Asked['input']): string[] {
  const removed = input.TagKeys ?? input.tagKeys
  return [...requestTags(input).map(([key]) => key), ...(Array.isArray(removed) ? removed.map(String) : [])]
}

/** Reads a resource's tags once for as long as no tag changes. */
export interface TagCache {
  of(arn: string, read: () => readonly Tag[]): readonly Tag[]
}

const MAX_CACHED = 10_000

/** `version` is another number after every change of a tag. */
export function createTagCache(version: () => number): TagCache {
  let seen = -1
  const known = new Map<string, readonly Tag[]>()
  return {
    of(arn, read) {
      if (version() !== seen || known.size >= MAX_CACHED) known.clear()
      seen = version()
      const tags = known.get(arn) ?? read()
      known.set(arn, tags)
      return tags
    },
  }
}

/** The values of `aws:RequestTag/…`, `aws:TagKeys`, `aws:ResourceTag/…` and the services' own names for the latter; undefined for any other key. */
export function tagKey(key: string, asked: Asked, resource: string, access: ServiceAccess, cache: TagCache): readonly string[] | undefined {
  if (key === 'aws:tagkeys') {
    const keys = requestTagKeys(asked.input)
    return keys.length > 0 ? keys : undefined
  }
  const slash = key.indexOf('/')
  if (slash < 0) return undefined
  const [family, name] = [key.slice(0, slash), key.slice(slash + 1)]
  if (family === 'aws:requesttag') {
    const tag = requestTags(asked.input).find(([candidate]) => candidate.toLowerCase() === name)
    return tag && [tag[1]]
  }
  if (!family.endsWith(':resourcetag') || !resource.startsWith('arn:')) return undefined
  const arn = access.taggedAs?.(resource) ?? resource
  const tag = cache.of(arn, () => asked.ctx.tags.of(arn)).find(({ Key }) => Key.toLowerCase() === name)
  return tag && [tag.Value]
}
