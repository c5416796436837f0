import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ListTrainingJobsCommand, type ListTrainingJobsCommandInput } from '@aws-sdk/client-sagemaker'
import { jobEnded, prepareAccount, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer({ ...withMock, behaviour: () => ({ exitCode: 0 }) })
const { sagemaker } = server.clients
after(() => server.stop())
before(async () => {
  await prepareAccount(server.clients)
  for (const name of ['c-one', 'a-two', 'b-three']) {
    await sagemaker.send(trainingJob(name))
    await jobEnded(sagemaker, name)
  }
})

const list = async (input: ListTrainingJobsCommandInput = {}) => (await sagemaker.send(new ListTrainingJobsCommand(input))).TrainingJobSummaries ?? []
const names = async (input: ListTrainingJobsCommandInput = {}) => (await list(input)).map(({ TrainingJobName }) => TrainingJobName)

test('sorts by creation, name and status, both ways', async () => {
  assert.deepEqual(await names(), ['c-one', 'a-two', 'b-three'])
  assert.deepEqual(await names({ SortOrder: 'Descending' }), ['b-three', 'a-two', 'c-one'])
  assert.deepEqual(await names({ SortBy: 'Name' }), ['a-two', 'b-three', 'c-one'])
  assert.deepEqual(await names({ SortBy: 'Status', SortOrder: 'Descending' }), ['c-one', 'b-three', 'a-two'])
})

test('filters by name, status and times', async () => {
  const [first, second] = await list()
  assert.ok(first && second)
  assert.deepEqual(await names({ NameContains: 'TWO' }), ['a-two'])
  assert.deepEqual(await names({ StatusEquals: 'Completed', NameContains: 'one' }), ['c-one'])
  assert.deepEqual(await names({ StatusEquals: 'Failed' }), [])
  assert.deepEqual(await names({ CreationTimeAfter: new Date(Date.now() + 60_000) }), [])
  assert.equal((await names({ CreationTimeAfter: new Date(Date.now() - 60_000), LastModifiedTimeBefore: new Date(Date.now() + 60_000) })).length, 3)
  assert.deepEqual(await names({ WarmPoolStatusEquals: 'Available' }), [])
})

test('pages until the end; a token of another list is refused', async () => {
  const page = await sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 2 }))
  assert.deepEqual(
    page.TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName),
    ['c-one', 'a-two'],
  )
  const next = await sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 2, NextToken: page.NextToken }))
  assert.deepEqual(
    next.TrainingJobSummaries?.map(({ TrainingJobName }) => TrainingJobName),
    ['b-three'],
  )
  assert.equal(next.NextToken, undefined)
  for (const NextToken of [page.NextToken, 'x']) {
    await assert.rejects(sagemaker.send(new ListTrainingJobsCommand({ NextToken, SortBy: 'Name' })), { name: 'ValidationException' })
  }
})

test('a summary says what Describe says', async () => {
  const [summary] = await list({ NameContains: 'one' })
  assert.equal(summary?.TrainingJobStatus, 'Completed')
  assert.ok(summary?.TrainingEndTime && summary.CreationTime && summary.LastModifiedTime)
})
