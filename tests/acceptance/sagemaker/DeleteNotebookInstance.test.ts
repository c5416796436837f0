import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { DeleteNotebookInstanceCommand, waitUntilNotebookInstanceDeleted } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

const remove = (name: string) => new DeleteNotebookInstanceCommand({ NotebookInstanceName: name })

test('a stopped instance goes with its volume; the SDK’s waiter sees it; the name is free', async (t) => {
  const { server, createStopped, createInService, tasks } = await startNotebooks(t)
  await createStopped('n')
  const volume = tasks[0]?.mounts.find(({ target }) => target === '/home/ec2-user/SageMaker')?.source ?? ''
  assert.ok(existsSync(volume))
  await server.clients.sagemaker.send(remove('n'))
  const { state } = await waitUntilNotebookInstanceDeleted(
    { client: server.clients.sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 20 },
    { NotebookInstanceName: 'n' },
  )
  assert.equal(state, 'SUCCESS')
  assert.equal(existsSync(volume), false)
  await createInService('n')
})

test('an instance in service must be stopped first', async (t) => {
  const { server, createInService } = await startNotebooks(t)
  await createInService('n')
  await assert.rejects(server.clients.sagemaker.send(remove('n')), {
    name: 'ValidationException',
    message:
      'Status (InService) not in ([Stopped, Failed]). Unable to transition to (Deleting) for Notebook Instance (arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/n).',
  })
  await assert.rejects(server.clients.sagemaker.send(remove('nobody')), { name: 'ValidationException', message: 'RecordNotFound' })
})
