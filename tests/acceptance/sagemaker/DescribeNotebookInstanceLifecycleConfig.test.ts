import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateNotebookInstanceLifecycleConfigCommand, DescribeNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
const name = (NotebookInstanceLifecycleConfigName: string) => ({ NotebookInstanceLifecycleConfigName })
const create = (which: string) => sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name(which), OnStart: script('echo hello') }))

test('DescribeNotebookInstanceLifecycleConfig gives the scripts back as they were sent', async () => {
  await create('config')
  const found = await sagemaker.send(new DescribeNotebookInstanceLifecycleConfigCommand(name('config')))
  assert.deepEqual(found.OnStart, script('echo hello'))
  assert.deepEqual(found.OnCreate ?? [], [])
  assert.ok(found.CreationTime && found.LastModifiedTime)
  await assert.rejects(sagemaker.send(new DescribeNotebookInstanceLifecycleConfigCommand(name('nobody'))), {
    name: 'ValidationException',
    message: /Unable to describe Notebook Instance Lifecycle Config .*does not exist/,
  })
})
