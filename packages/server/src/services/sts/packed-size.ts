import type { Tag } from '../../operation.ts'

/** What AWS packs policies and tags into has no published measure: this one counts characters. */
const PACKED_CHARACTERS = 2048

/** Per cent of what a session may carry; undefined when it carries nothing. */
export function packedSize(policy: string | undefined, policyArns: readonly string[], tags: readonly Tag[]): number | undefined {
  const packed = [policy ?? '', ...policyArns, ...tags.flatMap(({ Key, Value }) => [Key, Value])].join('').length
  return packed > 0 ? Math.min(100, Math.ceil((packed / PACKED_CHARACTERS) * 100)) : undefined
}
