import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, ListRoleTagsCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('TagRole adds and overwrites', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  await iam.send(
    new TagRoleCommand({
      RoleName: 'x',
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  )
  await iam.send(new TagRoleCommand({ RoleName: 'x', Tags: [{ Key: 'b', Value: '3' }] }))
  const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName: 'x' }))
  assert.deepEqual(Tags, [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '3' },
  ])
})

test("AWS's own keys and the fifty-first are refused", async () => {
  await assert.rejects(iam.send(new TagRoleCommand({ RoleName: 'x', Tags: [{ Key: 'aws:x', Value: '' }] })), { name: 'InvalidInputException' })
  const many = Array.from({ length: 49 }, (_, number) => ({ Key: `k${number}`, Value: '' }))
  await assert.rejects(iam.send(new TagRoleCommand({ RoleName: 'x', Tags: many })), { name: 'LimitExceededException' })
})
