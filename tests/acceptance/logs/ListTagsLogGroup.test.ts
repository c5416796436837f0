import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, ListTagsLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g', tags: { a: '1' } }))
const tags = async (logGroupName: string) => (await logs.send(new ListTagsLogGroupCommand({ logGroupName }))).tags

test('ListTagsLogGroup tells the tags', async () => {
  assert.deepEqual(await tags('g'), { a: '1' })
  await assert.rejects(tags('none'), { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' })
})
