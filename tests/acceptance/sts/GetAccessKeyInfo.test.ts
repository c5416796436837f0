import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DeleteAccessKeyCommand } from '@aws-sdk/client-iam'
import { GetAccessKeyInfoCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam, sts } = server.clients

const accountOf = async (AccessKeyId: string | undefined) => (await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }))).Account

test("GetAccessKeyInfo tells a key's account: long-term, temporary, deleted, of another account", async () => {
  const alice = await makeUser(iam, 'alice', allow('sts:*'))
  assert.equal(await accountOf(alice.accessKeyId), ACCOUNT)
  const { Credentials } = await server.clientsAs(alice).sts.send(new GetSessionTokenCommand({}))
  assert.equal(await accountOf(Credentials?.AccessKeyId), ACCOUNT)
  await iam.send(new DeleteAccessKeyCommand({ UserName: 'alice', AccessKeyId: alice.accessKeyId }))
  assert.equal(await accountOf(alice.accessKeyId), ACCOUNT)
  assert.equal(await accountOf('ASIAQNZGKIQY56JQ7WML'), '029608264753')
})

test('what is no key', async () => {
  await assert.rejects(accountOf('0000000000000000'), { name: 'ValidationError' })
})
