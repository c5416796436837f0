import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateCodeRepositoryCommand, DescribeCodeRepositoryCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
const { sagemaker } = server.clients
after(() => server.stop())

const GitConfig = { RepositoryUrl: 'https://example.com/team/project.git', Branch: 'main' }
const arn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:code-repository/my-repo`

test('CreateCodeRepository answers the ARN, keeps the tags, and takes a name once', async () => {
  const Tags = [{ Key: 'team', Value: 'a' }]
  const { CodeRepositoryArn } = await sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'My-Repo', GitConfig, Tags }))
  assert.equal(CodeRepositoryArn, arn)
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }))).Tags, Tags)
  assert.deepEqual((await sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: 'My-Repo' }))).GitConfig, GitConfig)
  await assert.rejects(sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'My-Repo', GitConfig })), { name: 'ValidationException' })
})

test('an address that is not https, and credentials that are not there yet, are refused', async () => {
  const wrong = (git: typeof GitConfig & { SecretArn?: string }) =>
    assert.rejects(sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'other', GitConfig: git })), { name: 'ValidationException' })
  await wrong({ ...GitConfig, RepositoryUrl: 'http://example.com/team/project.git' })
  await wrong({ ...GitConfig, SecretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:AmazonSageMaker-git` })
})
