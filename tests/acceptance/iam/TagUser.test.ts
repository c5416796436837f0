import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand, ListUserTagsCommand, TagUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('TagUser adds and overwrites', async () => {
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
  await iam.send(new TagUserCommand({ UserName: 'x', Tags: [{ Key: 'b', Value: '3' }] }))
  const { Tags } = await iam.send(new ListUserTagsCommand({ UserName: 'x' }))
  assert.deepEqual(Tags, [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '3' },
  ])
})

test("AWS's own keys and the fifty-first are refused", async () => {
  await assert.rejects(iam.send(new TagUserCommand({ UserName: 'x', Tags: [{ Key: 'aws:x', Value: '' }] })), { name: 'InvalidInputException' })
  const many = Array.from({ length: 49 }, (_, number) => ({ Key: `k${number}`, Value: '' }))
  await assert.rejects(iam.send(new TagUserCommand({ UserName: 'x', Tags: many })), { name: 'LimitExceededException' })
})
