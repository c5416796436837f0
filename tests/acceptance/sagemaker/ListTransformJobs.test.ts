import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListTransformJobsCommand, type ListTransformJobsCommandInput } from '@aws-sdk/client-sagemaker'
import { createModel, prepareAccount, put, transform, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
after(() => server.stop())
await prepareAccount(clients)
await createModel(clients, 'counter', 'm', { EACH_LINE: '1' })
await put(clients.s3, 'in/a.csv', '1\n')
await put(clients.s3, 'bad/a.csv', 'no\n')
for (const [name, prefix] of [
  ['one-a', 'in/'],
  ['two-b', 'bad/'],
  ['three-a', 'in/'],
] as const)
  await transform(clients, name, { prefix })

const list = async (input: ListTransformJobsCommandInput = {}) => clients.sagemaker.send(new ListTransformJobsCommand(input))
const names = async (input?: ListTransformJobsCommandInput) => (await list(input)).TransformJobSummaries?.map(({ TransformJobName }) => TransformJobName)

test('newest first, or by name; filtered by name and status', async () => {
  assert.deepEqual(await names(), ['three-a', 'two-b', 'one-a'])
  assert.deepEqual(await names({ SortBy: 'Name', SortOrder: 'Ascending' }), ['one-a', 'three-a', 'two-b'])
  assert.deepEqual(await names({ NameContains: '-A' }), ['three-a', 'one-a'])
  assert.deepEqual(await names({ StatusEquals: 'Failed' }), ['two-b'])
})

test('pages', async () => {
  const first = await list({ MaxResults: 2 })
  assert.equal(first.TransformJobSummaries?.length, 2)
  assert.deepEqual(await names({ MaxResults: 2, NextToken: first.NextToken as string }), ['one-a'])
})

test('a summary says how the job ended', async () => {
  const [, failed] = (await list()).TransformJobSummaries ?? []
  assert.equal(failed?.FailureReason, 'ClientError: See job logs for more information')
  assert.ok(failed?.TransformEndTime && failed.LastModifiedTime)
})
