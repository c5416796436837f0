import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateNotebookInstanceLifecycleConfigCommand,
  DeleteNotebookInstanceLifecycleConfigCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  type ListNotebookInstanceLifecycleConfigsCommandInput,
  ListTagsCommand,
  UpdateNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config'
const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]

test('a lifecycle configuration is created, described, updated and deleted', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  const name = { NotebookInstanceLifecycleConfigName: 'My-Config' }
  const describe = () => sagemaker.send(new DescribeNotebookInstanceLifecycleConfigCommand(name))
  const Tags = [{ Key: 'team', Value: 'a' }]
  const made = await sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name, OnCreate: script('a'), OnStart: script('b'), Tags }))
  assert.equal(made.NotebookInstanceLifecycleConfigArn, `${ARN}/my-config`)
  const { $metadata: _, CreationTime, LastModifiedTime, ...rest } = await describe()
  assert.deepEqual(rest, { NotebookInstanceLifecycleConfigArn: `${ARN}/my-config`, ...name, OnCreate: script('a'), OnStart: script('b') })
  assert.deepEqual(CreationTime, LastModifiedTime)
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn: `${ARN}/my-config` }))).Tags, Tags)
  await sagemaker.send(new UpdateNotebookInstanceLifecycleConfigCommand({ ...name, OnCreate: [], OnStart: script('c') }))
  const after = await describe()
  assert.deepEqual([after.OnCreate, after.OnStart], [[], script('c')])
  await sagemaker.send(new DeleteNotebookInstanceLifecycleConfigCommand(name))
  await assert.rejects(describe(), {
    name: 'ValidationException',
    message: `Unable to describe Notebook Instance Lifecycle Config '${ARN}/my-config'. (Details: Notebook Instance Lifecycle Config does not exist.)`,
  })
})

test('what is wrong is said in AWS’s words', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  const create = (name: string, content = 'x') =>
    sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: name, OnStart: script(content) }))
  await create('taken')
  const name = 'ValidationException'
  await assert.rejects(create('taken'), {
    name,
    message: `Unable to create Notebook Instance Lifecycle Config ${ARN}/taken. (Details: Notebook Instance Lifecycle Config already exists.)`,
  })
  await assert.rejects(create('no_underscore'), { name, message: /at 'notebookInstanceLifecycleConfigName' failed to satisfy constraint/ })
  await assert.rejects(create('long', 'x'.repeat(12_289)), { name, message: /Member must have length less than or equal to 16384/ })
  const notBase64 = new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: 'a', OnStart: [{ Content: '#!/bin/bash' }] })
  await assert.rejects(sagemaker.send(notBase64), { name, message: /base64/ })
  for (const [verb, Command] of [
    ['delete', DeleteNotebookInstanceLifecycleConfigCommand],
    ['update', UpdateNotebookInstanceLifecycleConfigCommand],
  ] as const)
    await assert.rejects(sagemaker.send(new Command({ NotebookInstanceLifecycleConfigName: 'none' }) as DeleteNotebookInstanceLifecycleConfigCommand), {
      name,
      message: `Unable to ${verb} Notebook Instance Lifecycle Config '${ARN}/none'. (Details: Notebook Instance Lifecycle Config does not exist.)`,
    })
})

test('lists are filtered, sorted and paged', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  for (const NotebookInstanceLifecycleConfigName of ['bravo', 'Alpha', 'alpine'])
    await sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName }))
  const list = async (input: ListNotebookInstanceLifecycleConfigsCommandInput) => {
    const { NotebookInstanceLifecycleConfigs = [], NextToken } = await sagemaker.send(new ListNotebookInstanceLifecycleConfigsCommand(input))
    return { names: NotebookInstanceLifecycleConfigs.map((config) => config.NotebookInstanceLifecycleConfigName), token: NextToken }
  }
  assert.deepEqual((await list({ SortBy: 'Name', SortOrder: 'Ascending' })).names, ['Alpha', 'alpine', 'bravo'])
  assert.deepEqual((await list({ NameContains: 'alp', SortBy: 'Name', SortOrder: 'Descending' })).names, ['alpine', 'Alpha'])
  assert.deepEqual((await list({ CreationTimeAfter: new Date('2100-01-01') })).names, [])
  const first = await list({ MaxResults: 2, SortBy: 'Name', SortOrder: 'Ascending' })
  assert.deepEqual((await list({ MaxResults: 2, SortBy: 'Name', SortOrder: 'Ascending', NextToken: first.token })).names, ['bravo'])
})
