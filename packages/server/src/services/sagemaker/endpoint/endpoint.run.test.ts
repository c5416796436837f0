import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Limits, nextStep, type SeenInstance } from './endpoint.run.ts'
import { type Endpoint, type Fleet, failNext, type Instance, switchFleets, type Variant } from './endpoint.ts'

const limits: Limits = { startupMs: 1000, startupAttempts: 3, processesPerVariant: 2 }
const now = new Date(Date.UTC(2026, 10, 25))
const instance = (id: string, change: Partial<Instance> = {}): Instance => ({ id, taskId: `t-${id}`, healthy: false, crashes: 0, notBeforeMs: 0, ...change })
const variant = (instances: readonly Instance[], desiredCount = 1): Variant => ({
  name: 'AllTraffic',
  modelName: 'm',
  container: { image: 'i', environment: {}, networkIsolation: false },
  instanceType: 'ml.m4.xlarge',
  weight: 1,
  desiredWeight: 1,
  count: desiredCount,
  desiredCount,
  instances,
})
const fleet = (...variants: Variant[]): Fleet => ({ configName: 'c', plannedMs: 0, variants })
const endpoint = (status: Endpoint['status'], state: Partial<Endpoint['state']>): Endpoint => ({
  account: '123456789012',
  region: 'us-east-1',
  name: 'e',
  arn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/e',
  createdAt: now,
  modifiedAt: now,
  status,
  state: { retired: [], configName: 'c', ...state },
})
const idle: SeenInstance = {
  task: { status: 'unknown' },
  files: { state: 'idle' },
  ping: { state: 'idle' },
  stop: { state: 'idle' },
  watch: { state: 'running' },
  following: false,
}
const done = { state: 'done', value: undefined } as const
const step = (of: Endpoint, seen: Partial<SeenInstance> = {}) => nextStep(of, { nowMs: 100, instance: () => ({ ...idle, ...seen }) }, limits)

test('a fleet comes up: instance, files, process, ping, switch', () => {
  assert.equal(step(endpoint('Creating', { next: fleet(variant([])) }))?.do, 'add')
  const waiting = endpoint('Creating', { next: fleet(variant([instance('a')])) })
  assert.equal(step(waiting)?.do, 'gather')
  assert.equal(step(waiting, { files: { state: 'running' } }), undefined)
  assert.equal(step(waiting, { files: done })?.do, 'start')
  const started = endpoint('Creating', { next: fleet(variant([instance('a', { startedMs: 1 })])) })
  const task = { status: 'running' } as const
  assert.equal(step(started, { task })?.do, 'follow')
  assert.equal(step(started, { task, following: true })?.do, 'ping')
  assert.equal(step(started, { task, following: true, ping: { state: 'running' } }), undefined)
  assert.equal(step(started, { task, following: true, ping: done })?.do, 'healthy')
  const up = endpoint('Creating', { next: fleet(variant([instance('a', { startedMs: 1, healthy: true })])) })
  assert.deepEqual(step(up, { task, following: true }), { do: 'switch' })
  assert.equal(step(switchFleets(up, now), { task, following: true }), undefined)
})

test("what does not come up fails the endpoint in AWS's words; an update falls back to what serves", () => {
  const crashed = instance('a', { crashes: 2 })
  const exited = { task: { status: 'exited', exitCode: 1 } } as const
  const failing = step(endpoint('Creating', { next: fleet(variant([crashed])) }), exited)
  assert.ok(failing?.do === 'fail-next')
  assert.equal(
    failing.reason,
    'The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
  )
  assert.equal(step(endpoint('Creating', { next: fleet(variant([instance('a')])) }), exited)?.do, 'renew')
  const created = failNext(endpoint('Creating', { next: fleet(variant([crashed])) }), 'why', now)
  assert.equal(created.status, 'Failed')
  const live = fleet(variant([instance('old', { healthy: true })]))
  const updated = failNext(endpoint('Updating', { live, next: fleet(variant([crashed])) }), 'why', now)
  assert.equal(updated.status, 'InService')
  assert.equal(updated.state.failureReason, 'why')
  assert.deepEqual(updated.state.live, live)
  assert.deepEqual(updated.state.retired, [crashed])
})

test('an update switches before it stops, and a crashed process is renewed after longer and longer pauses', () => {
  const task = { status: 'running' } as const
  const healthy = (id: string) => variant([instance(id, { startedMs: 1, healthy: true })])
  const updating = endpoint('Updating', { live: fleet(healthy('old')), next: fleet(healthy('new')) })
  assert.deepEqual(step(updating, { task, following: true }), { do: 'switch' })
  const switched = switchFleets(updating, now)
  assert.deepEqual(
    switched.state.retired.map(({ id }) => id),
    ['old'],
  )
  assert.equal(step(switched, { task, following: true })?.do, 'stop')
  const renewals = [0, 1, 2, 9].map((crashes) =>
    step(endpoint('InService', { live: fleet(variant([instance('a', { crashes, startedMs: 1 })])) }), { task: { status: 'exited', exitCode: 1 } }),
  )
  assert.deepEqual(
    renewals.map((renewal) => (renewal?.do === 'renew' ? renewal.afterMs : renewal?.do)),
    [0, 1000, 2000, 30_000],
  )
  assert.equal(step(endpoint('InService', { live: fleet(variant([instance('a', { notBeforeMs: 200 })])) })), undefined)
})

test('capacities: up to the cap, down one by one, and settled when all are up', () => {
  const up = (id: string) => instance(id, { startedMs: 1, healthy: true })
  const task = { status: 'running' } as const
  assert.equal(step(endpoint('Updating', { live: fleet(variant([up('a')], 5)) }), { task, following: true })?.do, 'add')
  assert.equal(step(endpoint('Updating', { live: fleet(variant([up('a'), up('b')], 5)) }), { task, following: true })?.do, 'settle')
  assert.equal(step(endpoint('Updating', { live: fleet(variant([up('a'), up('b')], 1)) }), { task, following: true })?.do, 'retire')
})

test('deleting stops everything, then removes', () => {
  const deleting = endpoint('Deleting', { live: fleet(variant([instance('a', { healthy: true })])), retired: [instance('b')] })
  assert.equal(step(deleting)?.do, 'stop')
  assert.equal(step(deleting, { stop: { state: 'running' } }), undefined)
  assert.equal(step(deleting, { stop: done })?.do, 'forget')
  assert.deepEqual(step(endpoint('Deleting', { live: fleet(variant([])) })), { do: 'remove' })
})

test('what serves is watched, and started again when it answers no more', () => {
  const task = { status: 'running' } as const
  const serving = endpoint('InService', { live: fleet(variant([instance('a', { startedMs: 1, healthy: true })])) })
  assert.equal(step(serving, { task, following: true, watch: { state: 'idle' } })?.do, 'watch')
  assert.equal(step(serving, { task, following: true }), undefined)
  const renewed = step(serving, { task, following: true, watch: { state: 'failed', reason: 'silent' } })
  assert.deepEqual(renewed?.do === 'renew' && [renewed.instance.id, renewed.hung, renewed.afterMs], ['a', 'silent', 0])
})
