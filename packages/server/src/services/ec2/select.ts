/** What a Describe picks: by ids, by filters, by page. */
import { cannotCombine, invalidFilter, invalidToken, invalidValue } from './errors.ts'
import { ec2Limits } from './limits.ts'
import type { Tags } from './tags.ts'

export interface Filter {
  readonly Name?: string | undefined
  readonly Values?: readonly (string | undefined)[] | undefined
}

export interface Picked {
  readonly Filters?: readonly Filter[] | undefined
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

type Value = string | number | boolean | undefined
/** The values that a thing has for each filter's name. */
export type FilterTable<Thing> = Readonly<Record<string, (thing: Thing) => Value | readonly Value[]>>

/** `*` any text, `?` any letter, `\` takes the next as it is. Never more than pattern × text steps. */
export function matches(pattern: string, text: string): boolean {
  const wanted: string[] = []
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] as string
    if (letter === '\\' && at + 1 < pattern.length) wanted.push(`\\${pattern[++at]}`)
    else wanted.push(letter)
  }
  const fits = (part: string | undefined, letter: string) => part !== undefined && part !== '*' && (part === '?' || part.replace(/^\\(.)$/s, '$1') === letter)
  let [at, next, star, resume] = [0, 0, -1, 0]
  while (at < text.length) {
    if (fits(wanted[next], text[at] as string)) {
      at++
      next++
    } else if (wanted[next] === '*') {
      star = next++
      resume = at
    } else if (star >= 0) {
      next = star + 1
      at = ++resume
    } else return false
  }
  while (wanted[next] === '*') next++
  return next === wanted.length
}

const valuesOf = (value: Value | readonly Value[]): string[] =>
  (Array.isArray(value) ? (value as readonly Value[]) : [value as Value]).filter((one) => one !== undefined).map(String)

/** Things that fit every filter by one of its values. Throws InvalidParameterValue for a filter that the operation does not have. */
export function filtered<Thing>(
  things: readonly Thing[],
  filters: readonly Filter[] | undefined,
  table: FilterTable<Thing>,
  tagsOf: (thing: Thing) => Tags,
): Thing[] {
  if ((filters?.length ?? 0) > ec2Limits.filtersPerRequest) throw invalidValue(`A request can have at most ${ec2Limits.filtersPerRequest} filters`)
  let left = [...things]
  for (const { Name = '', Values = [] } of filters ?? []) {
    const read = readerOf(Name, table, tagsOf)
    if (Values.length > ec2Limits.valuesPerFilter) throw invalidValue(`A filter can have at most ${ec2Limits.valuesPerFilter} values`)
    left = left.filter((thing) => {
      const held = read(thing)
      return Values.some((wanted) => wanted !== undefined && held.some((value) => matches(wanted, value)))
    })
  }
  return left
}

function readerOf<Thing>(name: string, table: FilterTable<Thing>, tagsOf: (thing: Thing) => Tags): (thing: Thing) => string[] {
  const own = Object.hasOwn(table, name) ? table[name] : undefined
  if (own) return (thing) => valuesOf(own(thing))
  if (name === 'tag-key') return (thing) => tagsOf(thing).map(({ Key }) => Key)
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return (thing) => tagsOf(thing).flatMap(({ Key, Value }) => (Key === key ? [Value] : []))
  }
  throw invalidFilter(name)
}

/** One page, in the order in which things were made. Throws for a token that no page gave, and for MaxResults together with ids (`idsName`). */
export function page<Thing extends { readonly number: number }>(
  things: readonly Thing[],
  { MaxResults, NextToken }: Picked,
  ids?: { readonly name: string; readonly given: readonly unknown[] | undefined },
): { readonly things: readonly Thing[]; readonly nextToken?: string } {
  if (ids?.given?.length && MaxResults !== undefined) throw cannotCombine(ids.name, 'maxResults')
  const after = NextToken === undefined ? 0 : readToken(NextToken)
  const rest = things.filter(({ number }) => number > after)
  const shown = rest.slice(0, MaxResults ?? ec2Limits.itemsPerPage)
  const last = shown.at(-1)
  return last && rest.length > shown.length ? { things: shown, nextToken: writeToken(last.number) } : { things: shown }
}

const writeToken = (number: number): string => Buffer.from(`after ${number}`).toString('base64url')

function readToken(token: string): number {
  const number = /^after (\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (number === undefined) throw invalidToken()
  return Number(number)
}
