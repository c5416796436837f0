import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateCodeRepositoryCommand, DescribeCodeRepositoryCommand } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const GitConfig = { RepositoryUrl: 'https://example.com/team/project.git', Branch: 'main' }
const create = (CodeRepositoryName: string) => sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig }))

test('DescribeCodeRepository gives back what was asked for, with its times', async () => {
  await create('repo')
  const found = await sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'repo' }))
  assert.deepEqual(found.GitConfig, GitConfig)
  assert.ok(found.CreationTime && found.LastModifiedTime)
  await assert.rejects(sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'nobody' })), { name: 'ValidationException' })
})
