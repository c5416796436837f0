import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StopNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

const arn = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/${name}`
const stop = (name: string) => new StopNotebookInstanceCommand({ NotebookInstanceName: name })

test('Jupyter ends, and the instance is Stopped', async (t) => {
  const { server, createInService, until } = await startNotebooks(t)
  await createInService('n')
  assert.equal(server.mock.list().length, 1)
  await server.clients.sagemaker.send(stop('n'))
  await until('n', 'Stopped')
  assert.deepEqual(server.mock.list(), [])
})

test('only an instance in service can be stopped', async (t) => {
  let answers = false
  const { server, create, createStopped, until } = await startNotebooks(t, { jupyterAnswers: () => answers })
  const { sagemaker } = server.clients
  await create('n')
  const refusal = (status: string) => ({
    name: 'ValidationException',
    message: `Status (${status}) not in ([InService]). Unable to transition to (Stopping) for Notebook Instance (${arn('n')}).`,
  })
  await assert.rejects(sagemaker.send(stop('n')), refusal('Pending'))
  answers = true
  await createStopped('other')
  await until('n', 'InService')
  await sagemaker.send(stop('n'))
  await until('n', 'Stopped')
  await assert.rejects(sagemaker.send(stop('n')), refusal('Stopped'))
  await assert.rejects(sagemaker.send(stop('nobody')), { name: 'ValidationException', message: 'RecordNotFound' })
})
