import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g`
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1', b: '2' } }))
const tags = async (resourceArn = arn) => (await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags

test('ListTagsForResource tells the tags of a log group, and of nothing else', async () => {
  assert.deepEqual(await tags(), { a: '1', b: '2' })
  for (const other of [`${arn}x`, 'arn:aws:s3:::g']) await assert.rejects(tags(other), { name: 'ResourceNotFoundException' })
})
