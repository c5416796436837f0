import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsLogGroupCommand, UntagLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1' } }))
const tags = async (logGroupName: string) => (await logs.send(new ListTagsLogGroupCommand({ logGroupName }))).tags

test('UntagLogGroup removes tags', async () => {
  await logs.send(new UntagLogGroupCommand({ logGroupName: 'g', tags: ['a'] }))
  assert.deepEqual(await tags('g'), {})
  await assert.rejects(logs.send(new UntagLogGroupCommand({ logGroupName: 'none', tags: ['a'] })), { name: 'ResourceNotFoundException' })
})
