import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shrunk } from './shrink.ts'

test('what does not matter is left out, what fails otherwise is not taken', async () => {
  const whole = { a: [1, { bad: 'xxxx', other: 2 }, 3], b: 'text', c: { d: new Date(0) } }
  const failure = async (of: unknown) => {
    const text = JSON.stringify(of)
    if (!text.includes('"a"')) return 'another failure: a is required'
    return text.includes('bad') ? 'the failure that is looked for' : undefined
  }
  assert.deepEqual(await shrunk(whole, failure), { a: [{ bad: 'x' }] })
  assert.equal(await shrunk(whole, async () => undefined), whole)
})
