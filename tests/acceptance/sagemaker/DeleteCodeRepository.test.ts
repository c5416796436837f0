import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateCodeRepositoryCommand, DeleteCodeRepositoryCommand, DescribeCodeRepositoryCommand } from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const GitConfig = { RepositoryUrl: 'https://example.com/team/project.git', Branch: 'main' }
const create = (CodeRepositoryName: string) => sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName, GitConfig }))

test('DeleteCodeRepository takes it away, once; the name is free again', async () => {
  await create('repo')
  await sagemaker.send(new DeleteCodeRepositoryCommand({ CodeRepositoryName: 'repo' }))
  for (const command of [new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'repo' }), new DeleteCodeRepositoryCommand({ CodeRepositoryName: 'repo' })]) {
    await assert.rejects(sagemaker.send(command as DescribeCodeRepositoryCommand), { name: 'ValidationException' })
  }
  await create('repo')
})
