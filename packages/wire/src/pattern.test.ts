/** The linear engine's verdicts against JavaScript's own engine, and time on texts that make a backtracking engine hang. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patternText } from '../testing/pattern-text.ts'
import { seeded, seedOf } from '../testing/random.ts'
import { modelOf } from './model.ts'
import { equivalents, matcherOf } from './pattern.ts'
import { services } from './services.ts'
import type { ServiceId } from './types.ts'

/** Every pattern of every model. */
function patterns(): string[] {
  const found = new Set<string>()
  for (const service of Object.keys(services) as ServiceId[]) for (const pattern of modelOf(service).patterns()) found.add(pattern)
  return [...found]
}

/** The pattern for JavaScript; Java's classes spelled out. Only used on short texts. */
function native(pattern: string): RegExp {
  const spelled = pattern
    .replaceAll('\\p{Alnum}', 'a-zA-Z0-9')
    .replaceAll('[\\p{Print}]', '[\\x20-\\x7E]')
    .replaceAll('\\p{Print}', '[\\x20-\\x7E]')
    .replaceAll('\\p{Z}-_', '\\p{Z}_-')
    .replaceAll('\\p{ASCII}', '[\\x00-\\x7F]')
    .replace(/\$\{1,\d+\}/, '$$')
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$')
    .replaceAll('\\uD800\\uDC00-\\uDBFF\\uDFFF', '\\u{10000}-\\u{10FFFF}')
    .replaceAll('\\u10000-\\u10FFFF', '\\u{10000}-\\u{10FFFF}')
  const dotAll = spelled.startsWith('(?s)')
  for (const flags of /u\{|\\p\{/.test(spelled) ? ['u'] : ['u', '']) {
    try {
      return new RegExp(`^(?:${dotAll ? spelled.slice(4) : spelled})$`, dotAll ? `${flags}s` : flags)
    } catch {}
  }
  throw new Error(`JavaScript cannot say ${pattern}`)
}

test('every pattern of every model compiles for the linear engine, and says what JavaScript says', () => {
  const all = patterns()
  assert.ok(all.length > 300)
  let satisfied = 0
  for (const pattern of all) {
    const random = seeded(seedOf(pattern, 1))
    const matches = matcherOf(pattern)
    const expected = native(pattern)
    for (let number = 0; number < 12; number++) {
      const text = patternText(pattern, random, 2).slice(0, 200)
      const at = random.integer(0, Math.max(text.length - 1, 0))
      const spoilt = text.slice(0, at) + random.pick(['', '!', '-', '..', ' ', 'A', '日', '/']) + text.slice(at + random.integer(0, 1))
      for (const candidate of [text, spoilt]) {
        const verdict = matches(candidate)
        assert.equal(verdict, expected.test(candidate), `${pattern} on ${JSON.stringify(candidate)}`)
        if (verdict) satisfied++
      }
    }
  }
  assert.ok(satisfied > all.length * 6, 'most generated texts satisfy their pattern')
})

test('look-around has an equivalent without, which agrees on short texts of its own alphabet', () => {
  const all = new Set(patterns())
  for (const pattern of Object.keys(equivalents)) {
    assert.ok(all.has(pattern), `no model has ${pattern} any more`)
    const random = seeded(seedOf(pattern, 2))
    const matches = matcherOf(pattern)
    const expected = native(pattern)
    for (let number = 0; number < 3000; number++) {
      const text = Array.from({ length: random.integer(0, 8) }, () => random.pick(['a', '0', '-', '.', '/', ' ', 's3:', 'https:', 'B', '_'])).join('')
      assert.equal(matches(text), expected.test(text), `${pattern} on ${JSON.stringify(text)}`)
    }
  }
})

test('counts are exact, also above what the engine takes', () => {
  const cases = [
    ['[a-z]{3,2500}', 'a', [2, 3, 1000, 2500, 2501], [false, true, true, true, false]],
    ['.{2,4}', '🦉', [1, 2, 4, 5], [false, true, true, false]],
    ['x[a-z]{3,1100}', 'a', [2, 3, 1000, 1001, 1100, 1101], [false, true, true, true, true, false]],
    ['([a-z]-?){1,1016}', 'a-', [0, 1, 1016, 1017], [false, true, true, false]],
  ] as const
  for (const [pattern, unit, counts, verdicts] of cases) {
    const matches = matcherOf(pattern)
    const head = pattern.startsWith('x') ? 'x' : ''
    assert.deepEqual(
      counts.map((count) => matches(head + unit.repeat(count))),
      verdicts,
      pattern,
    )
  }
})

test('no text hangs a pattern', () => {
  const bases = ['a', 'a-', '-', 'a.', 'a/', '0', 'arn:aws:sagemaker:us-east-1:123456789012:', 's3://a/', ' ', 'a_']
  const all = patterns()
  for (const pattern of all) matcherOf(pattern)('a')
  for (const pattern of all) {
    for (const base of bases) {
      const started = performance.now()
      for (const tail of ['!', '\u0001']) matcherOf(pattern)(base.repeat(Math.ceil(2048 / base.length)) + tail)
      // The slowest measured is 12 ms, once, while its states are made. A backtracking engine does not return from some of these.
      const milliseconds = performance.now() - started
      assert.ok(milliseconds < 1000, `${pattern} needs ${milliseconds.toFixed(0)} ms for 2,048 characters of ${base}`)
    }
  }
})
