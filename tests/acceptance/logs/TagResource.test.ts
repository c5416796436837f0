import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g`
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1', b: '2' } }))
const tags = async (resourceArn = arn) => (await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags

test('TagResource adds and replaces', async () => {
  await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { b: '3', c: '4' } }))
  assert.deepEqual(await tags(), { a: '1', b: '3', c: '4' })
  await assert.rejects(logs.send(new TagResourceCommand({ resourceArn: `${arn}x`, tags: { a: '1' } })), { name: 'ResourceNotFoundException' })
})
