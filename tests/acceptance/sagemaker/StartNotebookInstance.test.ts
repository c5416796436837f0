import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

const start = (name: string) => new StartNotebookInstanceCommand({ NotebookInstanceName: name })

test('a stopped instance comes up again, as a fresh task on the same volume', async (t) => {
  const { server, createStopped, until, tasks } = await startNotebooks(t)
  await createStopped('n')
  await server.clients.sagemaker.send(start('n'))
  await until('n', 'InService')
  const [first, second] = tasks
  assert.notEqual(first?.id, second?.id)
  assert.notEqual(first?.env.JUPYTER_TOKEN, second?.env.JUPYTER_TOKEN)
  const volume = (spec: typeof first) => spec?.mounts.find(({ target }) => target === '/home/ec2-user/SageMaker')?.source
  assert.ok(volume(first))
  assert.equal(volume(first), volume(second))
})

test('a failed instance may be started again, and its reason is gone then', async (t) => {
  let broken = true
  const { server, create, until } = await startNotebooks(t, { behaviour: () => (broken ? { refuse: 'broken.' } : {}) })
  await create('n')
  assert.match((await until('n', 'Failed')).FailureReason ?? '', /broken/)
  broken = false
  await server.clients.sagemaker.send(start('n'))
  assert.equal((await until('n', 'InService')).FailureReason, undefined)
})

test('an instance in service cannot be started', async (t) => {
  const { server, createInService } = await startNotebooks(t)
  await createInService('n')
  await assert.rejects(server.clients.sagemaker.send(start('n')), {
    name: 'ValidationException',
    message:
      'Status (InService) not in ([Stopped, Failed]). Unable to transition to (Pending) for Notebook Instance (arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/n).',
  })
  await assert.rejects(server.clients.sagemaker.send(start('nobody')), { name: 'ValidationException', message: 'RecordNotFound' })
})
