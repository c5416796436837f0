import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repeatedMember } from './repeated-member.ts'

const cases: readonly [text: string, repeated: string | undefined][] = [
  ['{}', undefined],
  ['{"a":1,"b":2}', undefined],
  ['{"a":1,"a":2}', 'a'],
  ['{"a" : 1 , "\\u0061":2}', 'a'],
  ['{"a":{"a":{"a":1}}}', undefined],
  ['[{"a":1},{"a":2}]', undefined],
  ['{"a":["b","b"],"b":"a"}', undefined],
  ['{"a":"\\"a\\":1","b":"{\\"b\\":"}', undefined],
  ['{"x":[{"y":1,"z":{"y":2},"y":3}]}', 'y'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"a\\\\":1,"a":2}', undefined],
  ['"a"', undefined],
]
for (const [text, repeated] of cases) test(text, () => assert.equal(repeatedMember(text), repeated))

test('deep and long texts take a moment', () => {
  const begun = performance.now()
  assert.equal(repeatedMember(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), undefined)
  assert.equal(repeatedMember(`{${Array.from({ length: 100_000 }, (_, number) => `"${number}":0`).join()},"7":0}`), '7')
  assert.ok(performance.now() - begun < 1_000)
})
