import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Engine, Life } from './life.ts'
import { createReconciler, type ReconcilerOptions } from './reconciler.ts'

const arn = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:training-job/${name}`

/** A reconciler whose timers fire when the test says so. */
function setUp(life: Partial<Life>, options: Partial<ReconcilerOptions> = {}) {
  const timers: { ms: number; work: () => void }[] = []
  const failures: string[] = []
  const reconciler = createReconciler({
    engine: {} as Engine,
    lives: [{ kind: 'training-job', unsettled: () => [], advance: async () => undefined, ...life }],
    lookEveryMs: 60_000,
    backOffMs: 100,
    longestBackOffMs: 300,
    parallel: 2,
    logFailure: (about) => failures.push(about),
    after(ms, work) {
      const timer = { ms, work }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    ...options,
  })
  const fire = (ms: number) => {
    const found = timers.findIndex((timer) => timer.ms === ms)
    assert.notEqual(found, -1, `no timer of ${ms} ms among ${timers.map((timer) => timer.ms)}`)
    timers.splice(found, 1)[0]?.work()
  }
  return { reconciler, timers, failures, fire }
}

test('the start and the regular look advance everything unsettled', async () => {
  const advanced: string[] = []
  const { reconciler, fire } = setUp({
    unsettled: () => [arn('a'), arn('b')],
    advance: async (name) => {
      advanced.push(name)
      return undefined
    },
  })
  reconciler.start()
  await reconciler.idle()
  assert.deepEqual(advanced, [arn('a'), arn('b')])
  fire(60_000)
  await reconciler.idle()
  assert.equal(advanced.length, 4)
})

test('one resource is never advanced twice at once; a wake meanwhile is one more look', async () => {
  const gate = Promise.withResolvers<void>()
  let under = 0
  let most = 0
  let count = 0
  const { reconciler } = setUp({
    advance: async () => {
      count++
      most = Math.max(most, ++under)
      await gate.promise
      under--
      return undefined
    },
  })
  reconciler.wake(arn('a'))
  await Promise.resolve()
  for (let i = 0; i < 5; i++) reconciler.wake(arn('a'))
  await Promise.resolve()
  gate.resolve()
  await reconciler.idle()
  assert.equal(most, 1)
  assert.equal(count, 2)
})

test('no more resources than allowed are advanced at the same time', async () => {
  const gate = Promise.withResolvers<void>()
  let under = 0
  let most = 0
  const { reconciler } = setUp({
    advance: async () => {
      most = Math.max(most, ++under)
      await gate.promise
      under--
      return undefined
    },
  })
  for (const name of ['a', 'b', 'c', 'd']) reconciler.wake(arn(name))
  await Promise.resolve()
  gate.resolve()
  await reconciler.idle()
  assert.equal(most, 2)
})

test('an exception is logged and looked at again after growing pauses; wakes do not cut them short', async () => {
  let attempts = 0
  const { reconciler, failures, fire, timers } = setUp({
    advance: async () => {
      if (++attempts < 4) throw new Error('disk full')
      return undefined
    },
  })
  reconciler.wake(arn('a'))
  await reconciler.idle()
  reconciler.wake(arn('a'))
  await reconciler.idle()
  assert.equal(attempts, 1)
  for (const ms of [100, 200, 300]) {
    fire(ms)
    await reconciler.idle()
  }
  assert.equal(attempts, 4)
  assert.equal(failures.length, 3)
  assert.equal(timers.length, 0)
})

test('a life says when it wants to be looked at again', async () => {
  const answers = [50, undefined]
  let count = 0
  const { reconciler, fire, timers } = setUp({ advance: async () => answers[count++] })
  reconciler.wake(arn('a'))
  await reconciler.idle()
  fire(50)
  await reconciler.idle()
  assert.equal(count, 2)
  assert.equal(timers.length, 0)
})

test('stop waits for steps under way and begins no others', async () => {
  const gate = Promise.withResolvers<void>()
  let count = 0
  const { reconciler } = setUp({
    advance: async () => {
      count++
      await gate.promise
      return 10
    },
  })
  for (const name of ['a', 'b', 'c']) reconciler.wake(arn(name))
  await Promise.resolve()
  const stopping = reconciler.stop()
  gate.resolve()
  await stopping
  reconciler.wake(arn('d'))
  await Promise.resolve()
  assert.equal(count, 2)
})

test('kinds without a life are ignored', async () => {
  const { reconciler } = setUp({ advance: async () => assert.fail('no life of this kind') })
  reconciler.wake('arn:aws:iam::123456789012:role/r')
  reconciler.wake('not an arn')
  await reconciler.idle()
})
