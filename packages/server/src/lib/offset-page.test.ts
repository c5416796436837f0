import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offsetPage, writeOffset } from './offset-page.ts'

const refused = () => new RangeError('no such token')

test('page after page, each item once, and no token behind the last', () => {
  const all = Array.from({ length: 7 }, (_, index) => index)
  for (const limit of [1, 3, 7, 8]) {
    const seen: number[] = []
    let token: string | undefined
    do {
      const { items, next } = offsetPage(all, limit, token, refused)
      assert.ok(items.length > 0 && items.length <= limit)
      seen.push(...items)
      token = next
    } while (token !== undefined)
    assert.deepEqual(seen, all)
  }
  assert.deepEqual(offsetPage([], 3, undefined, refused), { items: [], next: undefined })
  assert.deepEqual(offsetPage(all, 3, writeOffset(9), refused), { items: [], next: undefined })
})

test('a token that no page gave', () => {
  for (const token of ['', 'x', Buffer.from('offset -1').toString('base64url'), Buffer.from('offset 1e9').toString('base64url')])
    assert.throws(() => offsetPage([1], 1, token, refused), RangeError, token)
})
