/** Filters of lists of secrets (AWS: "Filter"): values of one are alternatives, all filters must fit, and an exclamation mark turns a value round. */
import type { Filter } from '@aws-sdk/client-secrets-manager'
import type { Tag } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import type { Secret } from './secret.ts'

export interface SecretWithTags {
  readonly secret: Secret
  readonly tags: readonly Tag[]
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
const begins = (text: string | undefined, wanted: string) => text?.startsWith(wanted) === true

/** Each word of what is wanted begins a word that the secret has somewhere. */
function somewhere({ secret, tags }: SecretWithTags, wanted: string): boolean {
  const held = [secret.name, secret.description ?? '', secret.region, ...tags.flatMap(({ Key, Value }) => [Key, Value])].flatMap(words)
  return words(wanted).every((word) => held.some((one) => one.startsWith(word)))
}

const TESTS: Readonly<Record<string, (thing: SecretWithTags, wanted: string) => boolean>> = {
  name: ({ secret }, wanted) => begins(secret.name, wanted),
  description: ({ secret }, wanted) => {
    const text = secret.description?.toLowerCase() ?? ''
    return begins(text, wanted.toLowerCase()) || words(text).some((word) => word.startsWith(wanted.toLowerCase()))
  },
  'tag-key': ({ tags }, wanted) => tags.some(({ Key }) => begins(Key, wanted)),
  'tag-value': ({ tags }, wanted) => tags.some(({ Value }) => begins(Value, wanted)),
  'primary-region': ({ secret }, wanted) => begins(secret.region, wanted),
  // No service makes secrets of its own here.
  'owning-service': () => false,
  all: somewhere,
}

export function selected(things: readonly SecretWithTags[], filters: readonly Filter[] | undefined): SecretWithTags[] {
  let left = [...things]
  for (const { Key = '', Values = [] } of filters ?? []) {
    const test = Object.hasOwn(TESTS, Key) ? TESTS[Key] : undefined
    if (!test) throw invalidParameter(`The filter ${Key} is not supported.`)
    if (Values.length === 0) throw invalidParameter('Invalid filter values')
    left = left.filter((thing) => Values.some((value) => (value.startsWith('!') ? !test(thing, value.slice(1)) : test(thing, value))))
  }
  return left
}
