import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Errand, nextStep, outcomeOf, type Seen } from './training-job.run.ts'
import { askToStop, describe, endJob, enter, newTrainingJob, type Progress, type TrainingJob, withProgress } from './training-job.ts'

const scope = { account: '123456789012', region: 'us-east-1' }
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25, 0, 0, seconds))
const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/j'

const job = (change: Partial<Progress> = {}, maxRuntimeS = 100): TrainingJob => {
  const request = {
    TrainingJobName: 'J',
    RoleArn: 'arn:aws:iam::123456789012:role/r',
    AlgorithmSpecification: { TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', TrainingInputMode: 'File' as const },
    OutputDataConfig: { S3OutputPath: 's3://b/out/' },
    StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeS },
  }
  return withProgress(newTrainingJob(scope, ARN, 'training-t', request, at(0)), change, at(0))
}

const idle: Errand = { state: 'idle' }
const running: Errand = { state: 'running' }
const done: Errand = { state: 'done', value: undefined }
const failed: Errand = { state: 'failed', reason: 'ClientError: no' }
const seen = (change: Partial<Seen> = {}): Seen => ({
  now: at(10),
  task: { status: 'unknown' },
  download: idle,
  prepare: idle,
  upload: idle,
  stopping: false,
  following: false,
  ...change,
})
const end = (status: string) => ({ do: 'end', end: { status } })

test('a job goes from step to step and then rests', () => {
  assert.deepEqual(nextStep(job(), seen()), { do: 'begin' })
  const downloading = job({ phase: 'downloading', startedMs: at(1).getTime() })
  assert.deepEqual(nextStep(downloading, seen()), { do: 'download' })
  assert.equal(nextStep(downloading, seen({ download: running })), undefined)
  assert.deepEqual(nextStep(downloading, seen({ download: done })), { do: 'enter-training' })
  const training = job({ phase: 'training', startedMs: at(1).getTime() })
  assert.deepEqual(nextStep(training, seen()), { do: 'prepare' })
  assert.equal(nextStep(training, seen({ prepare: running })), undefined)
  assert.deepEqual(nextStep(training, seen({ prepare: done })), { do: 'start' })
  assert.deepEqual(nextStep(training, seen({ task: { status: 'running' } })), { do: 'started' })
  const started = job({ phase: 'training', startedMs: at(1).getTime(), taskStarted: true })
  assert.deepEqual(nextStep(started, seen({ task: { status: 'running' } })), { do: 'follow' })
  assert.equal(nextStep(started, seen({ task: { status: 'running' }, following: true })), undefined)
  const exit = { status: 'exited', exitCode: 0 } as const
  assert.deepEqual(nextStep(started, seen({ task: exit })), { do: 'collect', exit })
  const uploading = job({ phase: 'uploading' })
  assert.deepEqual(nextStep(uploading, seen()), { do: 'upload' })
  assert.equal(nextStep(uploading, seen({ upload: running })), undefined)
  assert.deepEqual(nextStep(uploading, seen({ upload: done })), end('Completed'))
  assert.deepEqual(nextStep(job({ phase: 'ended' }), seen()), { do: 'clean' })
  assert.equal(nextStep(job({ phase: 'cleaned' }), seen()), undefined)
})

test('what fails on the way ends the job with its reason', () => {
  const reason = 'ClientError: no'
  assert.deepEqual(nextStep(job({ phase: 'downloading' }), seen({ download: failed })), { do: 'end', end: { status: 'Failed', reason } })
  assert.deepEqual(nextStep(job({ phase: 'uploading' }), seen({ upload: failed })), { do: 'end', end: { status: 'Failed', reason } })
  const unprepared = nextStep(job({ phase: 'training' }), seen({ prepare: { state: 'failed', reason: 'no network' } }))
  assert.deepEqual(unprepared, { do: 'end', end: { status: 'Failed', reason: 'InternalServerError: no network' } })
  const lost = nextStep(job({ phase: 'training', taskStarted: true }), seen())
  assert.ok(lost?.do === 'end' && lost.end.status === 'Failed' && lost.end.reason.startsWith('InternalServerError: The training process was lost'))
})

test('a stop ends what has not begun, cancels the download, and signals the process once', () => {
  const stop = { why: 'request' } as const
  assert.deepEqual(nextStep(job({ stop }), seen()), end('Stopped'))
  assert.deepEqual(nextStep(job({ phase: 'downloading', stop }), seen({ download: running })), { do: 'cancel-download' })
  assert.deepEqual(nextStep(job({ phase: 'downloading', stop }), seen({ download: failed })), end('Stopped'))
  assert.deepEqual(nextStep(job({ phase: 'training', stop }), seen({ prepare: running })), end('Stopped'))
  const task = { status: 'running' } as const
  const training = job({ phase: 'training', taskStarted: true, stop })
  assert.deepEqual(nextStep(training, seen({ task, following: true })), { do: 'stop-task' })
  assert.equal(nextStep(training, seen({ task, following: true, stopping: true })), undefined)
  assert.deepEqual(nextStep(job({ phase: 'uploading', stop }), seen({ upload: done })), end('Stopped'))
})

test('MaxRuntimeInSeconds counts from TrainingStartTime', () => {
  const task = { status: 'running' } as const
  const training = job({ phase: 'training', taskStarted: true, startedMs: at(5).getTime() }, 10)
  assert.equal(nextStep(training, seen({ task, following: true, now: at(14) })), undefined)
  assert.deepEqual(nextStep(training, seen({ task, following: true, now: at(15) })), { do: 'ask-to-stop', why: 'max-runtime' })
  const ended = endJob(askToStop(training, 'max-runtime', at(15)), { status: 'Stopped' }, at(16))
  assert.equal(ended.status, 'Stopped')
  assert.equal(ended.secondaryStatus, 'MaxRuntimeExceeded')
})

test('the failure file becomes the reason, with the prefix that it brings or AlgorithmError', () => {
  const exit = { status: 'exited', exitCode: 1 } as const
  const reasonOf = (file: string | undefined) => {
    const outcome = outcomeOf(job(), exit, file)
    return outcome.kind === 'failed' ? outcome.reason : outcome.kind
  }
  assert.equal(reasonOf('framework error: \nTraceback\n'), 'AlgorithmError: framework error: \nTraceback, exit code: 1')
  assert.equal(reasonOf('ClientError: label must be in [0,1]'), 'ClientError: label must be in [0,1], exit code: 1')
  assert.equal(reasonOf(undefined), 'AlgorithmError: , exit code: 1')
  assert.equal(reasonOf('x'.repeat(5000)).length, 1024)
  assert.deepEqual(outcomeOf(job(), { status: 'exited', exitCode: 0 }, 'ignored'), { kind: 'succeeded' })
  assert.deepEqual(outcomeOf(askToStop(job(), 'request', at(1)), exit, 'x'), { kind: 'stopped' })
  assert.match(JSON.stringify(outcomeOf(job(), { status: 'exited', exitCode: 137, reason: 'memory' }, undefined)), /more memory/)
})

test('transitions append, end and keep their message; Describe fills in what SDKs read without a guard', () => {
  const begun = withProgress(enter(job(), 'Downloading', 'Downloading input data', at(2)), { startedMs: at(2).getTime() }, at(2))
  const training = enter(enter(begun, 'Training', 'Downloading the training image', at(3)), 'Training', 'Training in progress.', at(4))
  const ended = endJob(enter(training, 'Uploading', 'Uploading generated training model', at(60)), { status: 'Completed' }, at(63))
  const described = describe(ended)
  assert.deepEqual(
    described.SecondaryStatusTransitions?.map(({ Status, StartTime, EndTime, StatusMessage }) => [Status, StartTime, EndTime, StatusMessage]),
    [
      ['Starting', at(0), at(2), 'Starting the training job'],
      ['Downloading', at(2), at(3), 'Downloading input data'],
      ['Training', at(3), at(60), 'Training in progress.'],
      ['Uploading', at(60), at(63), 'Uploading generated training model'],
      ['Completed', at(63), at(63), 'Training job completed'],
    ],
  )
  assert.equal(described.OutputDataConfig?.KmsKeyId, '')
  assert.equal(described.ModelArtifacts?.S3ModelArtifacts, 's3://b/out/J/output/model.tar.gz')
  assert.equal(described.TrainingTimeInSeconds, 61)
  assert.equal(described.BillableTimeInSeconds, 61)
  assert.equal(described.EnableManagedSpotTraining, false)
  assert.ok(described.AlgorithmSpecification?.MetricDefinitions?.some(({ Name }) => Name === 'validation:auc'))
})
