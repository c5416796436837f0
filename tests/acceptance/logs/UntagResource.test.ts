import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsForResourceCommand, UntagResourceCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g`
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1', b: '2' } }))
const tags = async (resourceArn = arn) => (await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags

test('UntagResource removes the keys given, and others are no error', async () => {
  await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ['a', 'none'] }))
  assert.deepEqual(await tags(), { b: '2' })
  await assert.rejects(logs.send(new UntagResourceCommand({ resourceArn: `${arn}x`, tagKeys: ['a'] })), { name: 'ResourceNotFoundException' })
})
