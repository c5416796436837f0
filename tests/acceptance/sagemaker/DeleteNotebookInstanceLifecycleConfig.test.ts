import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateNotebookInstanceLifecycleConfigCommand, DeleteNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
const name = (NotebookInstanceLifecycleConfigName: string) => ({ NotebookInstanceLifecycleConfigName })
const create = (which: string) => sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name(which), OnStart: script('echo hello') }))

test('DeleteNotebookInstanceLifecycleConfig takes it away, once; the name is free again', async () => {
  await create('config')
  const remove = () => sagemaker.send(new DeleteNotebookInstanceLifecycleConfigCommand(name('config')))
  await remove()
  await assert.rejects(remove(), { name: 'ValidationException', message: /Unable to delete Notebook Instance Lifecycle Config .*does not exist/ })
  await create('config')
})
