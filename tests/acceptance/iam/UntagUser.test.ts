import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListUserTagsCommand, TagUserCommand, UntagUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UntagUser takes the keys that it names', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  await iam.send(
    new TagUserCommand({
      UserName: 'x',
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  )
  await iam.send(new UntagUserCommand({ UserName: 'x', TagKeys: ['a', 'unknown'] }))
  assert.deepEqual((await iam.send(new ListUserTagsCommand({ UserName: 'x' }))).Tags, [{ Key: 'b', Value: '2' }])
})
