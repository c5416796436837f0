import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createBarrier } from './barrier.ts'

/** A sync that ends when the test says so. */
function manualSync() {
  const running: PromiseWithResolvers<void>[] = []
  return {
    running,
    sync: () => {
      const gate = Promise.withResolvers<void>()
      running.push(gate)
      return gate.promise
    },
  }
}

test('nothing waits when nothing was committed', async () => {
  const { sync, running } = manualSync()
  await createBarrier(0, sync).settle()
  assert.equal(running.length, 0)
})

test('a sync that began before a commit does not cover it', async () => {
  const { sync, running } = manualSync()
  const barrier = createBarrier(0, sync)
  barrier.committed()
  const first = barrier.settle()
  await turn()
  barrier.committed()
  let settled = false
  const second = barrier.settle().then(() => {
    settled = true
  })
  running[0]?.resolve()
  await first
  await turn()
  assert.equal(settled, false)
  assert.equal(running.length, 2)
  running[1]?.resolve()
  await second
})

test('who comes during a sync with nothing new is served by it', async () => {
  const { sync, running } = manualSync()
  const barrier = createBarrier(0, sync)
  barrier.committed()
  const first = barrier.settle()
  await turn()
  const late = barrier.settle()
  running[0]?.resolve()
  await Promise.all([first, late])
  await turn()
  assert.equal(running.length, 1)
})

test('commits of one turn of the loop share one sync', async () => {
  const { sync, running } = manualSync()
  const barrier = createBarrier(0, sync)
  const waiting = Array.from({ length: 10 }, () => {
    barrier.committed()
    return barrier.settle()
  })
  await turn()
  assert.equal(running.length, 1)
  running[0]?.resolve()
  await Promise.all(waiting)
})

test('a failed sync rejects all who wait and all who come, and is never tried again', async () => {
  const { sync, running } = manualSync()
  const barrier = createBarrier(0, sync)
  barrier.committed()
  const first = barrier.settle()
  await turn()
  barrier.committed()
  const second = barrier.settle()
  running[0]?.reject(new Error('EIO'))
  await assert.rejects(first, { name: 'StoreFailed' })
  await assert.rejects(second, { name: 'StoreFailed' })
  await assert.rejects(barrier.settle(), { name: 'StoreFailed' })
  await turn()
  assert.equal(running.length, 1)
  assert.ok(barrier.failure)
})

test('a failure seen elsewhere counts too, even for a sync under way', async () => {
  const { sync, running } = manualSync()
  const barrier = createBarrier(0, sync)
  barrier.committed()
  const waiting = barrier.settle()
  await turn()
  barrier.fail(new Error('a checkpoint failed'))
  running[0]?.resolve()
  await assert.rejects(waiting, { name: 'StoreFailed' })
})
