import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextStep, type Seen } from './transform-job.run.ts'
import { askToStop, close, newTransformJob, type Progress, type TransformJob, withProgress } from './transform-job.ts'

const now = new Date(0)
const idle = { state: 'idle' } as const
const running = { state: 'running' } as const
const done = { state: 'done', value: undefined } as const
const failed = (reason: string) => ({ state: 'failed', reason }) as const
const container = { image: 'i', environment: {}, networkIsolation: false }
const jobIn = (phase: Progress['phase'], more: Partial<Progress> = {}): TransformJob =>
  withProgress(
    newTransformJob({ account: '1', region: 'r' }, { arn: 'a', taskId: 't', container, request: { TransformJobName: 'n' } as never }, now),
    { phase, ...more },
    now,
  )
const step = (job: TransformJob, seen: Partial<Seen>) =>
  nextStep(job, { task: { status: 'unknown' }, prepare: idle, ping: idle, transform: idle, stopping: false, following: false, ...seen })
const task = { status: 'running' } as const

test('the way of a job that goes well', () => {
  assert.deepEqual(step(jobIn('starting'), {}), { do: 'begin' })
  assert.deepEqual(step(jobIn('preparing'), {}), { do: 'prepare' })
  assert.equal(step(jobIn('preparing'), { prepare: running }), undefined)
  assert.deepEqual(step(jobIn('preparing'), { prepare: done }), { do: 'serve' })
  assert.deepEqual(step(jobIn('serving'), {}), { do: 'start' })
  assert.deepEqual(step(jobIn('serving'), { task }), { do: 'started' })
  const serving = jobIn('serving', { taskStarted: true })
  assert.deepEqual(step(serving, { task }), { do: 'follow' })
  assert.deepEqual(step(serving, { task, following: true }), { do: 'ping' })
  assert.deepEqual(step(serving, { task, following: true, ping: done }), { do: 'transform' })
  assert.equal(step(serving, { task, following: true, ping: done, transform: running }), undefined)
  assert.deepEqual(step(serving, { task, following: true, ping: done, transform: done }), { do: 'close', outcome: { status: 'Completed' } })
  const closing = close(serving, { status: 'Completed' }, now)
  assert.deepEqual(step(closing, { task }), { do: 'stop-task' })
  assert.equal(step(closing, { task, stopping: true }), undefined)
  assert.deepEqual(step(closing, { task: { status: 'exited', exitCode: 0 } }), { do: 'collect', outcome: { status: 'Completed' } })
  assert.deepEqual(step(jobIn('ended'), {}), { do: 'clean' })
  assert.equal(step(jobIn('cleaned'), {}), undefined)
})

test('what fails it', () => {
  assert.deepEqual(step(jobIn('preparing'), { prepare: failed('no model') }), { do: 'end', end: { status: 'Failed', reason: 'no model' } })
  const serving = jobIn('serving', { taskStarted: true })
  const reason = (seen: Partial<Seen>) => (step(serving, { following: true, ...seen }) as { outcome: { reason: string } }).outcome.reason
  assert.match(reason({ task: { status: 'exited', exitCode: 3 } }), /^AlgorithmError: .*exit code: 3/)
  assert.match(reason({ task: { status: 'exited', exitCode: 137, reason: 'memory' } }), /^ClientError: .*more memory/)
  assert.match(reason({ task: { status: 'unknown' } }), /^InternalServerError: .*lost/)
  assert.match(reason({ task, ping: failed('') }), /ping health check/)
  assert.equal(reason({ task, ping: done, transform: failed('bad data') }), 'bad data')
})

test('a wish to stop ends what runs, and wins over what came of it', () => {
  const stopped = { do: 'end', end: { status: 'Stopped' } }
  assert.deepEqual(step(askToStop(jobIn('starting'), now), {}), stopped)
  assert.deepEqual(step(askToStop(jobIn('preparing'), now), { prepare: running }), { do: 'cancel', errand: 'prepare' })
  assert.deepEqual(step(askToStop(jobIn('preparing'), now), { prepare: failed('cut off') }), stopped)
  const serving = askToStop(jobIn('serving', { taskStarted: true }), now)
  assert.deepEqual(step(serving, { task, following: true, ping: done, transform: running }), { do: 'cancel', errand: 'transform' })
  assert.deepEqual(step(serving, { task, following: true, ping: done, transform: failed('cut off') }), { do: 'close', outcome: { status: 'Stopped' } })
  const closing = close(serving, { status: 'Completed' }, now)
  assert.deepEqual(step(closing, { task: { status: 'exited', exitCode: 0 } }), { do: 'collect', outcome: { status: 'Stopped' } })
})
