import type { Tag } from '../../../operation.ts'
import { constraintViolation, invalidInput } from '../errors.ts'
import { limits } from '../limits.ts'

interface GivenTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** Throws InvalidInputException for a key that comes twice or is AWS's own, ConstraintViolationException for too many. */
export function checkTags(given: readonly GivenTag[] | undefined): Tag[] {
  const tags = (given ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))
  if (new Set(tags.map(({ Key }) => Key.toLowerCase())).size < tags.length)
    throw invalidInput('DUPLICATE_TAG_KEY', 'Tag keys must be unique among the tags attached to the same entity.')
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) throw invalidInput('INVALID_SYSTEM_TAGS_PARAMETER', 'You specified a tag key that is a system tag.')
  if (tags.length > limits.tagsPerResource) throw constraintViolation('TAG_LIMIT_EXCEEDED', 'You have exceeded the number of tags allowed on this resource.')
  return tags
}
