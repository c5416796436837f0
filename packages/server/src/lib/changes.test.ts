import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChanges } from './changes.ts'

test('everyone who waits for a resource hears of its next change, and nobody else', async () => {
  const changes = createChanges()
  const { signal } = new AbortController()
  const waiting = [changes.next('a', signal), changes.next('a', signal)]
  const end = new AbortController()
  const other = changes.next('b', end.signal)
  changes.announce('a')
  assert.deepEqual(await Promise.all(waiting), [true, true])
  end.abort()
  assert.equal(await other, false)
})

test('an aborted wait leaves nothing behind', async () => {
  const changes = createChanges()
  const end = new AbortController()
  const waiting = changes.next('a', end.signal)
  end.abort()
  assert.equal(await waiting, false)
  assert.equal(await changes.next('a', end.signal), false)
  changes.announce('a')
})

test('listeners hear of everything until they stop', () => {
  const changes = createChanges()
  const heard: string[] = []
  const stop = changes.listen((arn) => heard.push(arn))
  changes.announce('a')
  stop()
  changes.announce('b')
  assert.deepEqual(heard, ['a'])
})
