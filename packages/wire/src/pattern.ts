/**
 * The models' regular expressions, on users' text. They are Java's; here they run on a linear engine (RE2), since many would let a backtracking one
 * run for hours on 60 characters (`[a-zA-Z0-9](-*[a-zA-Z0-9])*`). RE2 decides a value in about a microsecond.
 */
import { RE2JS } from 're2js'

/** Says whether a whole text satisfies a pattern. */
export type Matcher = (text: string) => boolean

/**
 * The patterns with look-around, which RE2 does not know, as patterns without: a text satisfies them when it satisfies `all` of the first
 * and none of the second. `pattern.test.ts` proves each against JavaScript's own engine on random texts, and that no model has one that lacks here.
 */
export const equivalents: Readonly<Record<string, { readonly all: readonly string[]; readonly none?: readonly string[] }>> = {
  '(?!\\s*$).+': { all: ['.+'], none: ['\\s*'] },
  '/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+': { all: ['/[a-zA-Z0-9/_.\\-]+'], none: ['/.*\\.\\..*'] },
  '(?!^[.-])^([a-zA-Z0-9-_.]+)': { all: ['[a-zA-Z0-9-_.]+'], none: ['[.-].*'] },
  '^(?!.*\\..*\\.)[a-zA-Z0-9][a-zA-Z0-9-_\\.]*$': { all: ['[a-zA-Z0-9][a-zA-Z0-9-_\\.]*'], none: ['.*\\..*\\..*'] },
  "^(?!s3:|https:)[a-zA-Z0-9!_.*'()/-]+$": { all: ["[a-zA-Z0-9!_.*'()/-]+"], none: ['(?:s3:|https:).*'] },
  '^(?! )[\\p{L}\\p{N}\\p{Z}-_]*(?<! )$': { all: ['[\\p{L}\\p{N}\\p{Z}_-]*'], none: [' .*', '.* '] },
  '(?!((^[ ]+.*)|(.*([\\u0000-\\u001f]|[\\u007f-\\u009f]|[:/|])+.*)|(.*[ ]+$))).+': {
    all: ['.+'],
    none: ['[ ]+.*', '.*[\\u0000-\\u001f\\u007f-\\u009f:/|].*', '.*[ ]+'],
  },
  '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$': { all: ['[a-z0-9][a-z0-9-]{1,61}[a-z0-9]'], none: ['.*--.*'] },
}

/** Java's and JavaScript's spellings that RE2 lacks. */
const spellings: readonly (readonly [RegExp, string])[] = [
  // Surrogate pairs, and five digits where the authors meant one character beyond the first plane.
  [/\\uD800\\uDC00-\\uDBFF\\uDFFF/g, '\\x{10000}-\\x{10FFFF}'],
  [/\\u10000-\\u10FFFF/g, '\\x{10000}-\\x{10FFFF}'],
  [/\\u([0-9A-Fa-f]{4})/g, '\\x{$1}'],
  [/\\p\{Alnum\}/g, 'a-zA-Z0-9'],
  [/\[\\p\{Print\}\]/g, '[\\x20-\\x7E]'],
  [/\\p\{Print\}/g, '[\\x20-\\x7E]'],
  [/\\p\{ASCII\}/g, '[\\x00-\\x7F]'],
  // A name must not end in a hyphen: said without looking back.
  [/\[a-zA-Z0-9\]\(\[a-zA-Z0-9\\?-\]\)\{0,62\}\)\(\?<!-\)/g, '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)'],
]

const sourceCount = 1000

/** Start of the atom that ends before `end`: a group, a class, an escape or a character. */
function atomStart(pattern: string, end: number): number {
  const last = pattern[end - 1]
  const escaped = (at: number) => pattern[at - 1] === '\\' && pattern[at - 2] !== '\\'
  if (last === ']' && !escaped(end - 1)) {
    let at = end - 2
    while (pattern[at] !== '[' || escaped(at)) at--
    return at
  }
  if (last === ')' && !escaped(end - 1)) {
    let open = 0
    for (let at = end - 1; ; at--) {
      if (escaped(at)) continue
      if (pattern[at] === ')') open++
      if (pattern[at] === '(' && --open === 0) return at
    }
  }
  return escaped(end - 1) ? end - 2 : end - 1
}

/** RE2 counts to 1,000: `x{1,2500}` becomes `x{1,1000}x{0,1000}x{0,500}`. */
function withShortCounts(pattern: string): string {
  const count = /\{(\d+),(\d+)\}/g
  for (let found = count.exec(pattern); found; found = count.exec(pattern)) {
    let least = Number(found[1])
    let most = Number(found[2])
    if (most <= sourceCount) continue
    const start = atomStart(pattern, found.index)
    const atom = pattern.slice(start, found.index)
    let long = ''
    while (most > 0) {
      const low = Math.min(least, sourceCount)
      const high = Math.min(most, sourceCount)
      long += `${atom}{${low},${high}}`
      least -= low
      most -= high
    }
    pattern = pattern.slice(0, start) + long + pattern.slice(found.index + found[0].length)
    count.lastIndex = start + long.length
  }
  return pattern
}

function linear(pattern: string): Matcher {
  const compiled = RE2JS.compile(withShortCounts(spellings.reduce((text, [from, to]) => text.replace(from, to), pattern)))
  return (text) => compiled.matches(text)
}

/** `(?=.{1,32}$)rest`: a bound on the length of the whole. */
const boundedLength = /^\(\?=\.\{(\d+),(\d+)\}\$\)/

/** `.{0,4096}`: one class, counted. Counting its length apart keeps the engine's program small: with 4,096 states it would need half a second. */
const countedClass = /^(\.|\[(?:[^\]\\]|\\.)*\])\{(\d+),(\d+)\}$/

function compile(pattern: string): Matcher {
  const known = equivalents[pattern]
  if (known) {
    const all = known.all.map(linear)
    const none = (known.none ?? []).map(linear)
    return (text) => all.every((matches) => matches(text)) && !none.some((matches) => matches(text))
  }
  const bound = boundedLength.exec(pattern)
  if (bound) {
    const rest = linear(pattern.slice(bound[0].length))
    const [least, most] = [Number(bound[1]), Number(bound[2])]
    return (text) => text.length >= least && text.length <= most && rest(text)
  }
  const counted = countedClass.exec(pattern)
  if (counted) {
    const each = linear(`${counted[1]}*`)
    const [least, most] = [Number(counted[2]), Number(counted[3])]
    return (text) => {
      if (text.length > 2 * most) return false
      // In characters, as the pattern counts, not in UTF-16 units.
      const length = text.length > most || text.length < 2 * least ? [...text].length : text.length
      return length >= least && length <= most && each(text)
    }
  }
  return linear(pattern)
}

const compiled = new Map<string, Matcher>()

/** Compiled on first use; the same pattern once for all models. Throws when RE2 cannot say it and `equivalents` does not. */
export function matcherOf(pattern: string): Matcher {
  let matcher = compiled.get(pattern)
  if (!matcher) {
    matcher = compile(pattern)
    compiled.set(pattern, matcher)
  }
  return matcher
}
