import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFilter } from './filter-pattern.ts'

const matching = (pattern: string, ...messages: string[]) => messages.filter(compileFilter(pattern))

test('terms: all of them, phrases, exclusions, alternatives; case counts', () => {
  const lines = ['ERROR one two', 'ERROR two', 'error one', 'WARN "one" two-three', '']
  assert.deepEqual(matching('', ...lines), lines)
  assert.deepEqual(matching('  ', ...lines), lines)
  assert.deepEqual(matching('ERROR', ...lines), ['ERROR one two', 'ERROR two'])
  assert.deepEqual(matching('ERROR one', ...lines), ['ERROR one two'])
  assert.deepEqual(matching('"one two"', ...lines), ['ERROR one two'])
  assert.deepEqual(matching('"\\"one\\""', ...lines), ['WARN "one" two-three'])
  assert.deepEqual(matching('ERROR -one', ...lines), ['ERROR two'])
  assert.deepEqual(matching('-ERROR -"error one"', ...lines), ['WARN "one" two-three', ''])
  assert.deepEqual(matching('?WARN ?error', ...lines), ['error one', 'WARN "one" two-three'])
  assert.deepEqual(matching('?WARN two', ...lines), ['ERROR one two', 'ERROR two', 'WARN "one" two-three'], 'alternatives are ignored beside other terms')
  assert.deepEqual(matching('%^[A-Z]+ o%', ...lines), ['ERROR one two'])
})

test('JSON: comparisons, wildcards, nesting, arrays, existence, brackets', () => {
  const event = { level: 'ERROR', code: 500, ok: false, none: null, text: 'disk /dev/sda1 full', request: { 'user-id': 'u1', tags: ['a', 'b'] } }
  const message = JSON.stringify(event)
  const yes = [
    '{ $.level = "ERROR" }',
    '{ $.level = ERROR }',
    '{ $.level != "INFO" }',
    '{ $.text = "disk*full" }',
    '{ $.text = *sda* }',
    '{ $.code = 500 }',
    '{ $.code >= 500 && $.code < 501 }',
    '{ $.code = 5* }',
    '{ $.ok IS FALSE }',
    '{ $.none IS NULL }',
    '{ $.missing NOT EXISTS }',
    '{ $.request.user-id = u1 }',
    "{ $.request['user-id'] = u1 }",
    '{ $.request.tags[1] = "b" }',
    '{ ($.level = "INFO") || ($.code > 1 && $.ok IS FALSE) }',
    '{ $.text = %sd[a-z]\\d% }',
  ]
  for (const pattern of yes) assert.deepEqual(matching(pattern, message, 'ERROR 500', '[1]'), [message], pattern)
  const no = [
    '{ $.level = "error" }',
    '{ $.missing != "x" }',
    '{ $.text = "full*disk" }',
    '{ $.code > 500 }',
    '{ $.ok IS TRUE }',
    '{ $.constructor NOT EXISTS && $.level = INFO }',
  ]
  for (const pattern of no) assert.deepEqual(matching(pattern, message), [], pattern)
})

test('what cannot be read is refused in one sentence', () => {
  for (const pattern of [
    '[a, b]',
    '{ $.x }',
    '{ $.x = }',
    '{ $.x = 1',
    '{ x = 1 }',
    '{ $.x < y }',
    '{ $.x IS 5 }',
    '{ $.x = 1 } y',
    '"open',
    '%[%',
    `{ ${'('.repeat(40)}$.x = 1${')'.repeat(40)} }`,
  ])
    assert.throws(() => compileFilter(pattern), { code: 'InvalidParameterException', message: /^Invalid filter pattern: / }, pattern)
})

test('a pattern made to be slow is not', () => {
  const pattern = `{ $.x = "${'*a'.repeat(300)}b" }`
  const before = process.cpuUsage().user
  matching(pattern, JSON.stringify({ x: 'a'.repeat(100_000) }))
  matching('%(a+)+$%', `${'a'.repeat(20_000)}b`)
  assert.ok(process.cpuUsage().user - before < 2_000_000)
})
