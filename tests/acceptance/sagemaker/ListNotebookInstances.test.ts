import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateNotebookInstanceLifecycleConfigCommand, ListNotebookInstancesCommand, type ListNotebookInstancesCommandInput } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

test('lists are filtered, sorted and paged', async (t) => {
  const { server, create, createStopped, describe, until } = await startNotebooks(t)
  await create('bravo')
  await until('bravo', 'InService')
  await createStopped('Alpha')
  await create('alpine')
  await until('alpine', 'InService')
  const list = async (input: ListNotebookInstancesCommandInput = {}) => {
    const { NotebookInstances = [], NextToken } = await server.clients.sagemaker.send(new ListNotebookInstancesCommand(input))
    return { names: NotebookInstances.map(({ NotebookInstanceName }) => NotebookInstanceName), token: NextToken, instances: NotebookInstances }
  }
  assert.deepEqual((await list({ SortBy: 'CreationTime' })).names, ['bravo', 'Alpha', 'alpine'])
  assert.deepEqual((await list({ SortBy: 'CreationTime', SortOrder: 'Descending' })).names, ['alpine', 'Alpha', 'bravo'])
  assert.deepEqual((await list({ SortBy: 'Status' })).names, ['alpine', 'bravo', 'Alpha'])
  assert.deepEqual((await list({ NameContains: 'alp', SortBy: 'CreationTime' })).names, ['Alpha', 'alpine'])
  assert.deepEqual((await list({ StatusEquals: 'Stopped' })).names, ['Alpha'])
  const { CreationTime } = await describe('Alpha')
  assert.deepEqual((await list({ CreationTimeAfter: CreationTime })).names, ['alpine'])
  assert.deepEqual((await list({ CreationTimeBefore: CreationTime })).names, ['bravo'])
  assert.deepEqual((await list({ LastModifiedTimeAfter: new Date(0), LastModifiedTimeBefore: new Date(1) })).names, [])
  assert.deepEqual((await list({ NotebookInstanceLifecycleConfigNameContains: 'x' })).names, [])

  const first = await list({ MaxResults: 2, SortBy: 'CreationTime' })
  assert.deepEqual(first.names, ['bravo', 'Alpha'])
  const second = await list({ MaxResults: 2, SortBy: 'CreationTime', NextToken: first.token })
  assert.deepEqual([second.names, second.token], [['alpine'], undefined])
  const { CreationTime: _created, LastModifiedTime: _modified, ...summary } = first.instances[0] ?? {}
  assert.deepEqual(summary, {
    NotebookInstanceName: 'bravo',
    NotebookInstanceArn: 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/bravo',
    NotebookInstanceStatus: 'InService',
    Url: `bravo.notebook.us-east-1.localhost:${server.port}`,
    InstanceType: 'ml.t2.medium',
  })
})

test('a token of another list is refused', async (t) => {
  const { server } = await startNotebooks(t)
  await assert.rejects(server.clients.sagemaker.send(new ListNotebookInstancesCommand({ NextToken: 'made-up' })), { name: 'ValidationException' })
})

test('lists are filtered by lifecycle configuration and by repository, and name both', async (t) => {
  const { server, createInService } = await startNotebooks(t)
  const { sagemaker } = server.clients
  await sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: 'Install-Things' }))
  const more = { DefaultCodeRepository: 'https://git.example.com/code.git', AdditionalCodeRepositories: ['https://git.example.com/b.git'] }
  await createInService('plain')
  await createInService('full', { LifecycleConfigName: 'Install-Things', ...more })
  const list = async (input: ListNotebookInstancesCommandInput) => (await sagemaker.send(new ListNotebookInstancesCommand(input))).NotebookInstances ?? []
  for (const filter of [
    { NotebookInstanceLifecycleConfigNameContains: 'things' },
    { DefaultCodeRepositoryContains: 'code' },
    { AdditionalCodeRepositoryEquals: 'https://git.example.com/b.git' },
  ]) {
    const found = await list(filter)
    assert.deepEqual(
      found.map((instance) => [instance.NotebookInstanceName, instance.NotebookInstanceLifecycleConfigName, instance.AdditionalCodeRepositories]),
      [['full', 'Install-Things', more.AdditionalCodeRepositories]],
    )
  }
  assert.deepEqual(await list({ AdditionalCodeRepositoryEquals: 'https://git.example.com/code.git' }), [])
})
