import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, DeleteRetentionPolicyCommand, DescribeLogGroupsCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients

test('DeleteRetentionPolicy lets events stay for ever', async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }))
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'g', retentionInDays: 14 }))
  await logs.send(new DeleteRetentionPolicyCommand({ logGroupName: 'g' }))
  assert.equal((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'g' }))).logGroups?.[0]?.retentionInDays, undefined)
  await assert.rejects(logs.send(new DeleteRetentionPolicyCommand({ logGroupName: 'none' })), { name: 'ResourceNotFoundException' })
})
