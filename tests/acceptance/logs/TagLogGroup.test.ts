import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsLogGroupCommand, TagLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1' } }))
const tags = async (logGroupName: string) => (await logs.send(new ListTagsLogGroupCommand({ logGroupName }))).tags

test('TagLogGroup adds tags', async () => {
  await logs.send(new TagLogGroupCommand({ logGroupName: 'g', tags: { b: '2' } }))
  assert.deepEqual(await tags('g'), { a: '1', b: '2' })
  await assert.rejects(logs.send(new TagLogGroupCommand({ logGroupName: 'none', tags: { b: '2' } })), { name: 'ResourceNotFoundException' })
})
