import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateCodeRepositoryCommand, ListCodeRepositoriesCommand, type ListCodeRepositoriesCommandInput } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const GitConfig = { RepositoryUrl: 'https://example.com/team/project.git', Branch: 'main' }
const create = (CodeRepositoryName: string) => sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig }))

const names = async (input: ListCodeRepositoriesCommandInput) => {
  const { CodeRepositorySummaryList = [], NextToken } = await sagemaker.send(new ListCodeRepositoriesCommand(input))
  return { names: CodeRepositorySummaryList.map(({ CodeRepositoryName }) => CodeRepositoryName), NextToken }
}

test('ListCodeRepositories sorts, filters and pages', async () => {
  for (const name of ['b-repo', 'a-repo', 'c-other']) await create(name)
  assert.deepEqual((await names({ SortBy: 'Name' })).names, ['a-repo', 'b-repo', 'c-other'])
  assert.deepEqual((await names({ SortBy: 'Name', SortOrder: 'Descending' })).names, ['c-other', 'b-repo', 'a-repo'])
  assert.deepEqual((await names({ NameContains: 'repo', SortBy: 'Name' })).names, ['a-repo', 'b-repo'])
  const first = await names({ SortBy: 'Name', MaxResults: 2 })
  assert.deepEqual(first.names, ['a-repo', 'b-repo'])
  assert.deepEqual(await names({ SortBy: 'Name', MaxResults: 2, NextToken: first.NextToken }), { names: ['c-other'], NextToken: undefined })
})
