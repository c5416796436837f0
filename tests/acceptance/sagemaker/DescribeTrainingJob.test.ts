import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import { jobEnded, jobUntil, prepareAccount, ROLE, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
before(() => prepareAccount(server.clients))
after(() => server.stop())

const transitions = ({ SecondaryStatusTransitions }: { SecondaryStatusTransitions?: { Status?: string; StatusMessage?: string }[] }) =>
  SecondaryStatusTransitions?.map(({ Status, StatusMessage }) => [Status, StatusMessage])

test("the request with AWS's defaults, and every state with its message", async () => {
  await sagemaker.send(trainingJob('j', { HyperParameters: { a: '1' }, Tags: [{ Key: 'k', Value: 'v' }], Environment: { X: 'y' } }))
  const training = await jobUntil(
    sagemaker,
    'j',
    ({ SecondaryStatusTransitions }) => SecondaryStatusTransitions?.at(-1)?.StatusMessage?.includes('in progress') === true,
  )
  assert.equal(training.TrainingJobStatus, 'InProgress')
  assert.equal(training.SecondaryStatus, 'Training')
  assert.equal(training.TrainingEndTime, undefined)
  const [task = ''] = server.mock.list()
  const spec = server.mock.specOf(task)
  assert.equal(spec?.env.TRAINING_JOB_NAME, 'j')
  assert.equal(spec?.env.X, 'y')
  assert.equal(spec?.memoryBytes, 16 * 1024 ** 3)
  assert.equal(spec?.cpus, 4)
  server.mock.exit(task, 0)
  const job = await jobEnded(sagemaker, 'j')
  assert.equal(job.TrainingJobStatus, 'Completed')
  assert.deepEqual(transitions(job), [
    ['Starting', 'Starting the training job'],
    ['Downloading', 'Downloading input data'],
    ['Training', 'Training image download completed. Training in progress.'],
    ['Uploading', 'Uploading generated training model'],
    ['Completed', 'Training job completed'],
  ])
  assert.ok(job.SecondaryStatusTransitions?.every(({ EndTime }) => EndTime))
  assert.equal(job.OutputDataConfig?.KmsKeyId, '')
  assert.equal(job.RoleArn, ROLE)
  assert.deepEqual(job.HyperParameters, { a: '1' })
  assert.equal('Tags' in job, false)
  assert.equal(job.InputDataConfig?.[0]?.CompressionType, 'None')
  assert.equal(job.TrainingTimeInSeconds, job.BillableTimeInSeconds)
  assert.deepEqual(server.mock.list(), [])
})

test("a Describe of one's own job waits for its end instead of being told to come again", async () => {
  const waiter = await startServer({ ...withMock, config: { describeWaitMs: 10_000 } })
  try {
    await prepareAccount(waiter.clients)
    await waiter.clients.sagemaker.send(trainingJob('j'))
    const described = waiter.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'j' }))
    while (waiter.mock.list().length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    waiter.mock.exit(waiter.mock.list()[0] ?? '', 0)
    assert.equal((await described).TrainingJobStatus, 'Completed')
  } finally {
    await waiter.stop()
  }
})

test("the job's process ends by the memory limit, or is lost", async () => {
  for (const [reason, words] of [
    ['memory', /more memory/],
    ['lost', /^InternalServerError: The training process was lost/],
  ] as const) {
    await sagemaker.send(trainingJob(reason))
    await jobUntil(sagemaker, reason, () => server.mock.list().length > 0)
    server.mock.exit(server.mock.list()[0] ?? '', 137, reason)
    const job = await jobEnded(sagemaker, reason)
    assert.equal(job.TrainingJobStatus, 'Failed')
    assert.match(job.FailureReason ?? '', words)
  }
})

test('a job that is not there', async () => {
  await assert.rejects(sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'no' })), {
    name: 'ValidationException',
    message: 'Requested resource not found.',
  })
})
