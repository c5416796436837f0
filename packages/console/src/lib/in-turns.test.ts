import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurns } from './in-turns.ts'

test('all of them, in order, no more at once than asked for', async () => {
  let now = 0
  let most = 0
  const doubled = await inTurns([3, 1, 2], 2, async (one) => {
    most = Math.max(most, ++now)
    await Promise.resolve()
    now--
    return one * 2
  })
  assert.deepEqual([doubled, most], [[6, 2, 4], 2])
  assert.deepEqual(await inTurns([], 4, async () => 1), [])
  await assert.rejects(
    inTurns([1], 1, async () => Promise.reject(new RangeError('no'))),
    { message: 'no' },
  )
})
