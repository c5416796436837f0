import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateCodeRepositoryCommand,
  DeleteCodeRepositoryCommand,
  DescribeCodeRepositoryCommand,
  ListCodeRepositoriesCommand,
  UpdateCodeRepositoryCommand,
} from '@aws-sdk/client-sagemaker'
import { startServer } from '../../support/server.ts'

const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:code-repository'
const GitConfig = { RepositoryUrl: 'https://git.example.com/code.git', Branch: 'main' }
const SecretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:AmazonSageMaker-git-AbCdEf'
const name = 'ValidationException'

test('a repository is created, described, listed and deleted', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  const made = await sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'My-Code', GitConfig }))
  assert.equal(made.CodeRepositoryArn, `${ARN}/my-code`)
  const { $metadata: _, CreationTime, LastModifiedTime, ...rest } = await sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'My-Code' }))
  assert.deepEqual(rest, { CodeRepositoryName: 'My-Code', CodeRepositoryArn: `${ARN}/my-code`, GitConfig })
  assert.ok(CreationTime && LastModifiedTime)
  await sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'another', GitConfig }))
  const { CodeRepositorySummaryList } = await sagemaker.send(new ListCodeRepositoriesCommand({}))
  assert.deepEqual(
    CodeRepositorySummaryList?.map(({ CodeRepositoryName, GitConfig }) => [CodeRepositoryName, GitConfig?.RepositoryUrl]),
    [
      ['My-Code', GitConfig.RepositoryUrl],
      ['another', GitConfig.RepositoryUrl],
    ],
  )
  await sagemaker.send(new DeleteCodeRepositoryCommand({ CodeRepositoryName: 'My-Code' }))
  await assert.rejects(sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'My-Code' })), { name, message: /^Cannot find CodeRepository/ })
  await assert.rejects(sagemaker.send(new DeleteCodeRepositoryCommand({ CodeRepositoryName: 'My-Code' })), { name, message: /^Cannot find CodeRepository/ })
})

test('other schemes than https, taken names, and secrets that are not there are refused', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  const create = (RepositoryUrl: string, more = {}) =>
    sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'code', GitConfig: { RepositoryUrl, ...more } }))
  await assert.rejects(create('git@git.example.com:code.git'), { name, message: /at 'gitConfig.repositoryUrl' failed to satisfy constraint/ })
  await assert.rejects(create(GitConfig.RepositoryUrl, { Branch: 'a b' }), { name, message: /at 'gitConfig.branch' failed to satisfy constraint/ })
  await assert.rejects(create(GitConfig.RepositoryUrl, { SecretArn }), { name, message: /AmazonSageMaker-git-AbCdEf.* does not exist/ })
  await create(GitConfig.RepositoryUrl)
  await assert.rejects(create(GitConfig.RepositoryUrl), { name, message: /code-repository\/code/ })
  const change = new UpdateCodeRepositoryCommand({ CodeRepositoryName: 'code', GitConfig: { SecretArn } })
  await assert.rejects(sagemaker.send(change), { name, message: /AmazonSageMaker-git-AbCdEf.* does not exist/ })
})
