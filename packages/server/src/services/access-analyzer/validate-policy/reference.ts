/** All of AWS's services with their actions, condition keys and forms of ARNs (`reference.json`); read when a policy is first validated. */
import { readFileSync } from 'node:fs'
import { hasWildcard, matchesWildcards } from '../wildcards.ts'

export interface ServiceReference {
  /** Actions by their names in lower case. */
  readonly actions: ReadonlyMap<string, string>
  readonly keys: readonly string[]
  /** Whether ARNs name a region (`r`) and an account (`a`); `-`: neither. */
  readonly forms: readonly string[]
}

type File = { readonly services: Readonly<Record<string, readonly [actions: string, keys: string, forms: string]>> }

let file: File | undefined
const known = new Map<string, ServiceReference>()

const contents = (): File['services'] => {
  file ??= JSON.parse(readFileSync(new URL('./reference.json', import.meta.url), 'utf8')) as File
  return file.services
}

const words = (text: string) => (text === '' ? [] : text.split(' '))

/** By the prefix of its actions, in lower case. */
export function serviceOf(prefix: string): ServiceReference | undefined {
  const cached = known.get(prefix)
  if (cached || !Object.hasOwn(contents(), prefix)) return cached
  const [actions, keys, forms] = contents()[prefix] as [string, string, string]
  const service = {
    actions: new Map(words(actions).map((name) => [name.toLowerCase(), name])),
    keys: words(keys).map((key) => (key.startsWith(':') ? prefix + key : key).toLowerCase()),
    forms: words(forms),
  }
  known.set(prefix, service)
  return service
}

export const servicePrefixes = (): string[] => Object.keys(contents())

/** Whether a pattern of lower-case names means any action of the service. */
export const hasAction = ({ actions }: ServiceReference, pattern: string): boolean =>
  hasWildcard(pattern) ? [...actions.keys()].some((name) => matchesWildcards(pattern, name)) : actions.has(pattern)

/** Keys with a name in them (`s3:ExistingObjectTag/<key>`) are families. */
export const hasKey = ({ keys }: ServiceReference, key: string): boolean =>
  keys.some((name) => {
    const open = name.search(/\$?[{<]/)
    return open < 0 ? name === key : key.startsWith(name.slice(0, open))
  })

/** How many letters lie between two words; more than `most` count as one more than that. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const cost = one[at - 1] === other[to - 1] ? 0 : 1
      next.push(Math.min((next[to - 1] as number) + 1, (row[to] as number) + 1, (row[to - 1] as number) + cost))
    }
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[other.length] as number
}

const NEAR = 3
const LONGEST = 128

/** What was probably meant; undefined when nothing is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined
  let best: string | undefined
  let least = Math.min(NEAR, Math.floor(word.length / 2)) + 1
  for (const candidate of candidates) {
    const steps = distance(word, candidate.toLowerCase(), least - 1)
    if (steps < least) {
      least = steps
      best = candidate
    }
  }
  return best
}
