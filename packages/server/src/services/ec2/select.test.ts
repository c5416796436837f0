import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filtered, matches } from './select.ts'

test('stars, question marks, and letters that a backslash takes as they are', () => {
  for (const [pattern, text] of [
    ['*', ''],
    ['a*c', 'abbbc'],
    ['a?c', 'abc'],
    ['*b*', 'abc'],
    ['a\\*c', 'a*c'],
    ['a\\\\c', 'a\\c'],
    ['\\', '\\'],
    ['', ''],
  ] as const)
    assert.ok(matches(pattern, text), `${pattern} ${text}`)
  for (const [pattern, text] of [
    ['a*c', 'abb'],
    ['a?c', 'ac'],
    ['a\\*c', 'abc'],
    ['A', 'a'],
    ['', 'a'],
    ['?', ''],
  ] as const)
    assert.ok(!matches(pattern, text), `${pattern} ${text}`)
})

test('a hostile pattern costs pattern times text, not more', () => {
  const started = process.hrtime.bigint()
  assert.ok(!matches(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000)))
  assert.ok(process.hrtime.bigint() - started < 5_000_000_000n)
})

test('values are alternatives, filters are all wanted, and a filter that is not there is refused', () => {
  const things = [1, 2, 3].map((number) => ({ number, colour: number === 2 ? 'red' : 'blue' }))
  const table = { number: ({ number }: { number: number }) => number, colour: ({ colour }: { colour: string }) => colour }
  const pick = (filters: { Name: string; Values: string[] }[]) => filtered(things, filters, table, () => []).map(({ number }) => number)
  assert.deepEqual(pick([{ Name: 'number', Values: ['1', '2'] }]), [1, 2])
  assert.deepEqual(
    pick([
      { Name: 'number', Values: ['1', '2'] },
      { Name: 'colour', Values: ['b*'] },
    ]),
    [1],
  )
  assert.deepEqual(pick([{ Name: 'tag-key', Values: ['*'] }]), [])
  assert.deepEqual(pick([{ Name: 'number', Values: [] }]), [])
  for (const Name of ['toString', '__proto__', 'x']) assert.throws(() => pick([{ Name, Values: ['*'] }]), { code: 'InvalidParameterValue' })
  const many = Array.from({ length: 201 }, String)
  assert.throws(() => pick([{ Name: 'number', Values: many }]), { code: 'InvalidParameterValue' })
})
