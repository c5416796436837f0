import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from './turns.ts'

test('two at once, one waits, the next is turned away; a failure frees its place', async () => {
  const turns = createTurns(2, 1)
  const ends: (() => void)[] = []
  const begun: string[] = []
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name)
      ends.push(() => (name === 'a' ? reject(new Error(name)) : resolve(name)))
    })
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => turns.take(work(name)))
  assert.deepEqual([begun, d], [['a', 'b'], undefined])
  ends[0]?.()
  await assert.rejects(a as Promise<string>, { message: 'a' })
  assert.deepEqual(begun, ['a', 'b', 'c'])
  ends[1]?.()
  ends[2]?.()
  assert.deepEqual(await Promise.all([b, c]), ['b', 'c'])
})
