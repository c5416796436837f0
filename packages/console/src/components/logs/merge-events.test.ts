import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeEvents } from './merge-events.ts'

const event = (eventId: string, timestamp: number) => ({ eventId, timestamp })

test('each event once, by time, only the last ones', () => {
  const known = [event('a', 1), event('b', 2)]
  assert.equal(mergeEvents(known, [event('b', 2)], 10), known)
  assert.deepEqual(
    mergeEvents(known, [event('d', 4), event('b', 2), event('c', 3)], 3).map(({ eventId }) => eventId),
    ['b', 'c', 'd'],
  )
})
