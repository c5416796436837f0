/**
 * CloudWatch Logs' filter patterns: terms, "phrases", -exclusions, ?alternatives, %regular expressions%, and JSON patterns in braces.
 * Source: "Filter pattern syntax" of the CloudWatch Logs user guide. Patterns for space-delimited events, in square brackets, are refused by name.
 */
import { RE2JS } from 're2js'
import { invalidParameter } from '../errors.ts'
import { compileJsonPattern } from './json-pattern.ts'

export type Matcher = (message: string) => boolean

export const invalidPattern = (why: string) => invalidParameter(`Invalid filter pattern: ${why}`)

/** A user's expression, which runs in linear time whatever it says. Throws InvalidParameterException. */
export function compileExpression(source: string): Matcher {
  try {
    const compiled = RE2JS.compile(source)
    return (text) => compiled.matcher(text).find()
  } catch {
    throw invalidPattern(`%${source}% is no regular expression.`)
  }
}

interface Term {
  readonly kind: '' | '-' | '?'
  readonly matches: Matcher
}

/** A quoted phrase with escapes, an expression between per cent signs, or a word. */
const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)*)%|([^\s"%]+))(?=\s|$)/y

function terms(pattern: string): Term[] {
  const found: Term[] = []
  const text = pattern.trim()
  TERM.lastIndex = 0
  while (TERM.lastIndex < text.length) {
    const start = TERM.lastIndex
    const match = TERM.exec(text)
    if (!match) throw invalidPattern(`it cannot be read from ${JSON.stringify(text.slice(start, start + 40))} on.`)
    const [, kind, phrase, expression, word] = match
    const literal = phrase?.replaceAll(/\\(.)/g, '$1') ?? word ?? ''
    found.push({ kind: kind as Term['kind'], matches: expression === undefined ? (message) => message.includes(literal) : compileExpression(expression) })
  }
  return found
}

/** An empty pattern matches everything. All terms must be there, no excluded one may; alternatives count only where nothing else is asked for. */
export function compileFilter(pattern: string): Matcher {
  const text = pattern.trim()
  if (text.startsWith('{')) return compileJsonPattern(text)
  if (text.startsWith('[')) throw invalidPattern('Kenja does not support patterns for space-delimited log events ([…]).')
  const all = terms(text)
  const required = all.filter(({ kind }) => kind === '')
  const excluded = all.filter(({ kind }) => kind === '-')
  const alternatives = all.filter(({ kind }) => kind === '?')
  return (message) =>
    required.every(({ matches }) => matches(message)) &&
    !excluded.some(({ matches }) => matches(message)) &&
    (alternatives.length === 0 || required.length > 0 || alternatives.some(({ matches }) => matches(message)))
}
