import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, ListRoleTagsCommand, TagRoleCommand, UntagRoleCommand } from '@aws-sdk/client-iam'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UntagRole takes the keys that it names', async () => {
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
  await iam.send(new UntagRoleCommand({ RoleName: 'x', TagKeys: ['a', 'unknown'] }))
  assert.deepEqual((await iam.send(new ListRoleTagsCommand({ RoleName: 'x' }))).Tags, [{ Key: 'b', Value: '2' }])
})
