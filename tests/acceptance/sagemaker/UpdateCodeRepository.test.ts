import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateCodeRepositoryCommand, DescribeCodeRepositoryCommand, UpdateCodeRepositoryCommand } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const GitConfig = { RepositoryUrl: 'https://example.com/team/project.git', Branch: 'main' }
const create = (CodeRepositoryName: string) => sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig }))

test('UpdateCodeRepository answers the ARN and leaves address and branch alone', async () => {
  const { CodeRepositoryArn } = await create('repo')
  assert.equal((await sagemaker.send(new UpdateCodeRepositoryCommand({ CodeRepositoryName: 'repo' }))).CodeRepositoryArn, CodeRepositoryArn)
  assert.deepEqual((await sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'repo' }))).GitConfig, GitConfig)
  await assert.rejects(sagemaker.send(new UpdateCodeRepositoryCommand({ CodeRepositoryName: 'nobody' })), { name: 'ValidationException' })
})
