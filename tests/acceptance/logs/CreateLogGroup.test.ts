import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, DescribeLogGroupsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients

test('CreateLogGroup makes a group, with its tags', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/made', tags: { team: 'a' } }))
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/made' }))
  const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/made`
  assert.equal(logGroups?.[0]?.arn, `${arn}:*`)
  assert.equal(logGroups?.[0]?.logGroupArn, arn)
  assert.equal(logGroups?.[0]?.logGroupClass, 'STANDARD')
  assert.equal(logGroups?.[0]?.retentionInDays, undefined)
  assert.deepEqual((await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags, { team: 'a' })
})

test('a second group of the same name is refused in AWS’s words', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'twice' }))
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: 'twice' })), {
    name: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  })
})

test('a name with a character that none has, and what Kenja does not keep, are refused', async () => {
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: 'a b' })), {
    name: 'InvalidParameterException',
    message: /'logGroupName' failed to satisfy constraint/,
  })
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: 'k', kmsKeyId: 'arn:aws:kms:us-east-1:1:key/x' })), {
    message: /kmsKeyId is not supported/,
  })
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: 'k', deletionProtectionEnabled: true })), {
    message: /deletionProtectionEnabled is not supported/,
  })
})
