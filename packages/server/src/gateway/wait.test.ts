/** "Waiting is answered, not polled", with a clock of the test's own. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker'
import { createChanges } from '../lib/changes.ts'
import { ACCESS_KEY, startGateway, type TestGateway } from './testing.ts'

const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/job'
let gateway: TestGateway
let sagemaker: SageMakerClient
let status = 'InProgress'
let until: 'changed' | 'settled' = 'changed'
const timers = new Set<{ readonly ms: number; readonly callback: () => void }>()
const changes = createChanges()
/** Resolves when somebody waits. */
let waiting: Promise<void>
let nowWaits: () => void = () => {}

before(async () => {
  gateway = await startGateway(undefined, {
    after(ms, callback) {
      const timer = { ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    changes: {
      next(arn, signal) {
        const change = changes.next(arn, signal)
        nowWaits()
        return change
      },
    },
    dispatcher: {
      operate: async (request) => operate(request.operation),
      again: () => undefined,
      version: () => 0,
      passing: () => (status === 'InProgress' || status === 'Stopping' ? { arn: ARN, until } : undefined),
      knows: async () => true,
    },
  })
  sagemaker = new SageMakerClient({ endpoint: gateway.endpoint, region: 'us-east-1', credentials: ACCESS_KEY, maxAttempts: 1 })
})
after(() => gateway.close())
beforeEach(async () => {
  status = 'Completed'
  until = 'changed'
  // The last call concerned another job.
  await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'another' }))
  status = 'InProgress'
  waiting = new Promise((resolve) => {
    nowWaits = resolve
  })
})

function operate(operation: string): object {
  if (operation === 'DescribeTrainingJob') return { TrainingJobName: 'job', TrainingJobArn: ARN, TrainingJobStatus: status }
  return operation === 'CreateTrainingJob' ? { TrainingJobArn: ARN } : operation === 'ListTrainingJobs' ? { TrainingJobSummaries: [] } : {}
}

const describe = async (name = 'job', options = {}) =>
  (await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }), options)).TrainingJobStatus
const create = () =>
  sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: 'job',
      RoleArn: 'arn:aws:iam::123456789012:role/r',
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'image' },
      OutputDataConfig: { S3OutputPath: 's3://b/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    }),
  )

test('after its creation, the first look waits for the next change', async () => {
  await create()
  const look = describe()
  await waiting
  assert.deepEqual(
    [...timers].map(({ ms }) => ms),
    [10_000],
  )
  status = 'Completed'
  changes.announce(ARN)
  assert.equal(await look, 'Completed')
  assert.equal(timers.size, 0)
})

test('the second look waits, the first does not; lists in between do not matter', async () => {
  assert.equal(await describe(), 'InProgress')
  await sagemaker.send(new ListTrainingJobsCommand({}))
  const look = describe()
  await waiting
  status = 'Failed'
  changes.announce(ARN)
  assert.equal(await look, 'Failed')
})

test('an act on the job counts as a call about it', async () => {
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }))
  status = 'Stopping'
  const look = describe()
  await waiting
  status = 'Stopped'
  changes.announce(ARN)
  assert.equal(await look, 'Stopped')
})

test('who walks over many jobs waits for none', async () => {
  for (const name of ['a', 'b', 'a', 'b', 'c']) assert.equal(await describe(name), 'InProgress')
  assert.equal(timers.size, 0)
})

test('until it is settled: changes in between do not end the wait', async () => {
  until = 'settled'
  await create()
  const look = describe()
  await waiting
  const again = new Promise<void>((resolve) => {
    nowWaits = resolve
  })
  changes.announce(ARN)
  await again
  status = 'Completed'
  changes.announce(ARN)
  assert.equal(await look, 'Completed')
})

test('when the time is over, the answer is what is true then', async () => {
  await create()
  const look = describe()
  await waiting
  for (const { callback } of timers) callback()
  assert.equal(await look, 'InProgress')
})

test('a client that goes away ends the wait', async () => {
  await create()
  const controller = new AbortController()
  const look = describe('job', { abortSignal: controller.signal })
  await waiting
  assert.equal(timers.size, 1)
  controller.abort()
  await assert.rejects(look)
  while (timers.size > 0) await new Promise((resolve) => setImmediate(resolve))
})
