/** EC2's tags: by the resource's id, with rules and words of its own; kept where all services' tags are. */
import type { Ports, Tag } from '../../operation.ts'
import { invalidValue, limitExceeded } from './errors.ts'
import { ec2Limits } from './limits.ts'
import { arnOf, type Kind } from './resource.ts'

export type Tags = readonly Tag[]

export interface GivenTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface TagSpecification {
  readonly ResourceType?: string | undefined
  readonly Tags?: readonly GivenTag[] | undefined
}

export const tagsOf = (ports: Ports, kind: Kind, id: string): Tags => ports.tags.of(arnOf(ports, kind, id))

/** Adds and overwrites. Throws InvalidParameterValue for a key that no tag may have, TagLimitExceeded over 50. */
export function setTags(ports: Ports, kind: Kind, id: string, given: readonly GivenTag[] | undefined): void {
  const tags = (given ?? []).map(({ Key = '', Value = '' }): Tag => ({ Key, Value }))
  for (const { Key, Value } of tags) {
    if (Key === '') throw invalidValue('Tag key cannot be empty')
    if (/^aws:/i.test(Key)) throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use")
    if (Key.length > ec2Limits.tagKeyCharacters) throw invalidValue(`Tag key exceeds the maximum length of ${ec2Limits.tagKeyCharacters} characters`)
    if (Value.length > ec2Limits.tagValueCharacters) throw invalidValue(`Tag value exceeds the maximum length of ${ec2Limits.tagValueCharacters} characters`)
  }
  const keys = new Set([...tagsOf(ports, kind, id).map(({ Key }) => Key), ...tags.map(({ Key }) => Key)])
  if (keys.size > ec2Limits.tagsPerResource) throw limitExceeded('TagLimitExceeded', `tags (${ec2Limits.tagsPerResource}) of '${id}'`)
  ports.tags.set(arnOf(ports, kind, id), tags)
}

/** The tags that a request gives to what it makes. Throws InvalidParameterValue for those of another kind of resource. */
export function specifiedTags(specifications: readonly TagSpecification[] | undefined, kind: Kind): GivenTag[] {
  return (specifications ?? []).flatMap(({ ResourceType = '', Tags = [] }) => {
    if (ResourceType !== kind) throw invalidValue(`'${ResourceType}' is not a valid taggable resource type for this operation.`)
    return Tags
  })
}
