import type { Tag as GivenTag } from '@aws-sdk/client-secrets-manager'
import type { Ports, Tag } from '../../../operation.ts'
import { invalidParameter, limitExceeded } from '../errors.ts'
import { secretsLimits } from '../limits.ts'

/** Adds and overwrites. Throws for a key that no tag may have, and over 50. */
export function setTags(ports: Ports, arn: string, given: readonly GivenTag[] | undefined): void {
  const tags = (given ?? []).map(({ Key = '', Value = '' }): Tag => ({ Key, Value }))
  for (const { Key, Value } of tags) {
    if (Key === '' || Key.length > secretsLimits.tagKeyCharacters || Value.length > secretsLimits.tagValueCharacters)
      throw invalidParameter(`The tag "${Key}" has a key or a value of the wrong length.`)
    if (/^aws:/i.test(Key)) throw invalidParameter("You can't use tag keys that begin with aws:.")
  }
  const keys = new Set([...ports.tags.of(arn).map(({ Key }) => Key), ...tags.map(({ Key }) => Key)])
  if (keys.size > secretsLimits.tagsPerSecret) throw limitExceeded(`A secret can have at most ${secretsLimits.tagsPerSecret} tags.`)
  ports.tags.set(arn, tags)
}
