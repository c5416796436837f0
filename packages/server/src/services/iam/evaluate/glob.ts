/**
 * Patterns of policies: `*` and `?` (in some places), and variables like `${aws:username}` whose values are always taken literally.
 * Matching never backtracks over more than one `*`, so that no pattern can cost more than (pattern × text) steps; a regular expression could.
 */

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | undefined }

export type Pattern = readonly Token[]

/** The values of a call's context keys; names in lower case. A Map is one; a call's own may work a value out when it is first asked for. */
export interface Keys {
  get(key: string): readonly string[] | undefined
}

export interface PatternOptions {
  /** `*` and `?` mean themselves when false. */
  readonly wildcards: boolean
  /** Only policies of version 2012-10-17 have variables. */
  readonly variables: boolean
}

/** Reads `${…}` at `at`: the token, and where the text goes on; undefined when it is no variable. */
function readVariable(source: string, at: number): { token: Token; next: number } | undefined {
  const end = source.indexOf('}', at + 2)
  if (end < 0) return undefined
  const inside = source.slice(at + 2, end)
  const next = end + 1
  // The way to write the special characters themselves.
  if (inside === '*' || inside === '?' || inside === '$') return { token: { kind: 'text', text: inside }, next }
  const comma = inside.indexOf(',')
  const key = (comma < 0 ? inside : inside.slice(0, comma)).trim().toLowerCase()
  const fallback = comma < 0 ? undefined : unquote(inside.slice(comma + 1).trim())
  return { token: { kind: 'variable', key, fallback }, next }
}

const unquote = (text: string) => (text.length >= 2 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text)

export function compilePattern(source: string, { wildcards, variables }: PatternOptions): Pattern {
  const tokens: Token[] = []
  // Looked for once: else each of thousands that never close would be looked for to the end.
  const lastClosing = variables ? source.lastIndexOf('}') : -1
  let text = ''
  const flush = () => {
    if (text) tokens.push({ kind: 'text', text })
    text = ''
  }
  for (let at = 0; at < source.length; ) {
    const character = source[at] as string
    const variable = at < lastClosing && character === '$' && source[at + 1] === '{' ? readVariable(source, at) : undefined
    if (variable) {
      flush()
      tokens.push(variable.token)
      at = variable.next
      continue
    }
    at++
    if (wildcards && character === '*') {
      flush()
      if (tokens.at(-1)?.kind !== 'any') tokens.push({ kind: 'any' })
    } else if (wildcards && character === '?') {
      flush()
      tokens.push({ kind: 'one' })
    } else text += character
  }
  flush()
  return tokens
}

/** The names of the variables in a text, in lower case. */
export const variablesIn = (text: string): string[] =>
  text.includes('$') ? compilePattern(text, { wildcards: false, variables: true }).flatMap((token) => (token.kind === 'variable' ? [token.key] : [])) : []

/** Splits at the first `parts - 1` colons that stand in the pattern's own text; fewer parts when there are fewer colons. */
export function splitPattern(pattern: Pattern, parts: number): Pattern[] {
  const split: Token[][] = [[]]
  for (const token of pattern) {
    if (token.kind !== 'text') {
      ;(split.at(-1) as Token[]).push(token)
      continue
    }
    let rest = token.text
    while (split.length < parts && rest.includes(':')) {
      const colon = rest.indexOf(':')
      if (colon > 0) (split.at(-1) as Token[]).push({ kind: 'text', text: rest.slice(0, colon) })
      split.push([])
      rest = rest.slice(colon + 1)
    }
    if (rest) (split.at(-1) as Token[]).push({ kind: 'text', text: rest })
  }
  return split
}

/** Puts in the variables' values; undefined when one has none (or several) and no default: then nothing matches. */
export function resolve(pattern: Pattern, keys: Keys): Pattern | undefined {
  if (!pattern.some((token) => token.kind === 'variable')) return pattern
  const tokens: Token[] = []
  for (const token of pattern) {
    if (token.kind !== 'variable') {
      tokens.push(token)
      continue
    }
    const values = keys.get(token.key)
    const value = values?.length === 1 ? values[0] : token.fallback
    if (value === undefined) return undefined
    if (value) tokens.push({ kind: 'text', text: value })
  }
  return tokens
}

/** Matches one token at `at`: how many characters it takes, or -1. */
function step(token: Token, text: string, at: number): number {
  if (token.kind === 'one') return at < text.length ? 1 : -1
  if (token.kind === 'text') return text.startsWith(token.text, at) ? token.text.length : -1
  return -1
}

/** Where a token behind a star may begin, at `from` or later; -1: nowhere. */
const nextStart = (token: Token | undefined, text: string, from: number): number => (token?.kind === 'text' ? text.indexOf(token.text, from) : from)

/** Whether the whole of `text` is what a resolved pattern says. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let token = 0
  let at = 0
  let starToken = -1
  let starAt = 0
  while (token < pattern.length || at < text.length) {
    const current = pattern[token]
    if (current?.kind === 'any') {
      if (token === pattern.length - 1) return true
      starToken = token++
      starAt = at
      continue
    }
    const taken = current ? step(current, text, at) : -1
    if (taken >= 0) {
      token++
      at += taken
      continue
    }
    // Only the last star can give more: an earlier one has matched as early as it could.
    if (starToken < 0 || starAt >= text.length) return false
    token = starToken + 1
    at = nextStart(pattern[token], text, starAt + 1)
    if (at < 0) return false
    starAt = at
  }
  return true
}
