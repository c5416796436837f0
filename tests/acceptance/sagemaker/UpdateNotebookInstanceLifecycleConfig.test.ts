import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateNotebookInstanceLifecycleConfigCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  UpdateNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
const name = (NotebookInstanceLifecycleConfigName: string) => ({ NotebookInstanceLifecycleConfigName })
const create = (which: string) => sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name(which), OnStart: script('echo hello') }))

test('UpdateNotebookInstanceLifecycleConfig changes the scripts that it names', async () => {
  await create('config')
  await sagemaker.send(new UpdateNotebookInstanceLifecycleConfigCommand({ ...name('config'), OnCreate: script('echo once') }))
  const found = await sagemaker.send(new DescribeNotebookInstanceLifecycleConfigCommand(name('config')))
  assert.deepEqual([found.OnCreate, found.OnStart], [script('echo once'), script('echo hello')])
  await assert.rejects(sagemaker.send(new UpdateNotebookInstanceLifecycleConfigCommand(name('nobody'))), {
    name: 'ValidationException',
    message: /does not exist/,
  })
})
