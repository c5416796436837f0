/** Tag sets of buckets and objects: S3 has rules and words of its own for them. */
import type { Tag } from '../../operation.ts'
import { invalidArgument, invalidTag, tooManyTags } from './errors.ts'
import { MAX_BUCKET_TAGS, MAX_OBJECT_TAGS, MAX_TAG_KEY_CHARACTERS, MAX_TAG_VALUE_CHARACTERS } from './limits.ts'

const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** The tags, checked. Throws InvalidTag or BadRequest. */
export function checkTags(kind: 'Object' | 'Bucket', tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): Tag[] {
  const max = kind === 'Object' ? MAX_OBJECT_TAGS : MAX_BUCKET_TAGS
  if (tags.length > max) throw tooManyTags(kind, max)
  const seen = new Set<string>()
  return tags.map(({ Key = '', Value = '' }) => {
    if (Key === '' || [...Key].length > MAX_TAG_KEY_CHARACTERS || !ALLOWED.test(Key))
      throw invalidTag('The TagKey you have provided is invalid', { TagKey: Key })
    if ([...Value].length > MAX_TAG_VALUE_CHARACTERS || !ALLOWED.test(Value))
      throw invalidTag('The TagValue you have provided is invalid', { TagKey: Key, TagValue: Value })
    if (Key.toLowerCase().startsWith('aws:')) throw invalidTag('System tags cannot be added/updated by requester', { TagKey: Key })
    if (seen.has(Key)) throw invalidTag('Cannot provide multiple Tags with the same key', { TagKey: Key })
    seen.add(Key)
    return { Key, Value }
  })
}

/** The header `x-amz-tagging`: URL-encoded like a query. */
export function parseTagging(header: string | undefined): Tag[] {
  if (header === undefined || header === '') return []
  const tags = header.split('&').map((pair) => {
    const [key = '', value = '', ...more] = pair.split('=')
    if (more.length > 0) throw malformedTagging(header)
    return { Key: decode(key, header), Value: decode(value, header) }
  })
  return checkTags('Object', tags)
}

const malformedTagging = (header: string) =>
  invalidArgument(
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    'x-amz-tagging',
    header,
  )

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformedTagging(header)
  }
}
