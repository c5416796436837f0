import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOf, findPair, isCodeOf, stepAt } from './totp.ts'

/** RFC 6238, appendix B; its eight digits end with the six. */
const seed = Buffer.from('12345678901234567890')
const samples: readonly [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

test('the codes of RFC 6238', () => {
  for (const [seconds, code] of samples) assert.equal(codeOf(seed, stepAt(new Date(seconds * 1000))), code)
})

test('only six digits that fit', () => {
  assert.equal(isCodeOf(seed, 1, '287082'), true)
  for (const wrong of ['287083', '94287082', '', '28708२', 'abcdef']) assert.equal(isCodeOf(seed, 1, wrong), false)
})

test('two consecutive codes tell how far a device is off', () => {
  assert.equal(findPair(seed, 1_000, 5, codeOf(seed, 997), codeOf(seed, 998)), 997)
  assert.equal(findPair(seed, 1_000, 5, codeOf(seed, 998), codeOf(seed, 997)), undefined)
  assert.equal(findPair(seed, 1_000, 5, codeOf(seed, 994), codeOf(seed, 995)), undefined)
})
