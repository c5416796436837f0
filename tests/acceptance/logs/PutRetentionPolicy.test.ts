import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, DescribeLogGroupsCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients

test('PutRetentionPolicy sets one of the terms that AWS has', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }))
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'g', retentionInDays: 14 }))
  assert.equal((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'g' }))).logGroups?.[0]?.retentionInDays, 14)
  await assert.rejects(logs.send(new PutRetentionPolicyCommand({ logGroupName: 'g', retentionInDays: 2 })), {
    name: 'InvalidParameterException',
    message: /'retentionInDays'/,
  })
  await assert.rejects(logs.send(new PutRetentionPolicyCommand({ logGroupName: 'none', retentionInDays: 1 })), { name: 'ResourceNotFoundException' })
})
