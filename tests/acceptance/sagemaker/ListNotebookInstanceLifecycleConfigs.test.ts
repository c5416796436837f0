import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateNotebookInstanceLifecycleConfigCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  type ListNotebookInstanceLifecycleConfigsCommandInput,
} from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
const name = (NotebookInstanceLifecycleConfigName: string) => ({ NotebookInstanceLifecycleConfigName })
const create = (which: string) => sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand({ ...name(which), OnStart: script('echo hello') }))

const names = async (input: ListNotebookInstanceLifecycleConfigsCommandInput) => {
  const { NotebookInstanceLifecycleConfigs = [], NextToken } = await sagemaker.send(new ListNotebookInstanceLifecycleConfigsCommand(input))
  return { names: NotebookInstanceLifecycleConfigs.map((config) => config.NotebookInstanceLifecycleConfigName), NextToken }
}

test('ListNotebookInstanceLifecycleConfigs sorts, filters and pages', async () => {
  for (const which of ['b-config', 'a-config', 'c-other']) await create(which)
  assert.deepEqual((await names({ SortBy: 'Name', SortOrder: 'Ascending' })).names, ['a-config', 'b-config', 'c-other'])
  assert.deepEqual((await names({ SortBy: 'Name', SortOrder: 'Descending' })).names, ['c-other', 'b-config', 'a-config'])
  assert.deepEqual((await names({ NameContains: 'config', SortBy: 'Name', SortOrder: 'Ascending' })).names, ['a-config', 'b-config'])
  const first = await names({ SortBy: 'Name', SortOrder: 'Ascending', MaxResults: 2 })
  const second = await names({ SortBy: 'Name', SortOrder: 'Ascending', MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual([first.names, second.names, second.NextToken], [['a-config', 'b-config'], ['c-other'], undefined])
})
