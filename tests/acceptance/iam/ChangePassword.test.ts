import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ChangePasswordCommand, CreateLoginProfileCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const alice = server.clientsAs(await makeUser(iam, 'alice', allow('iam:ChangePassword'))).iam
await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
const change = (client: typeof iam, OldPassword: string, NewPassword: string) => client.send(new ChangePasswordCommand({ OldPassword, NewPassword }))

test("ChangePassword changes the caller's own, who must know the old one", async () => {
  await assert.rejects(change(alice, 'wrong', 'Correct-Horse-2'), { name: 'AccessDenied', message: 'The old password was incorrect.' })
  await assert.rejects(change(alice, 'Correct-Horse-1', 'short'), { name: 'PasswordPolicyViolationException' })
  await change(alice, 'Correct-Horse-1', 'Correct-Horse-2')
  await assert.rejects(change(alice, 'Correct-Horse-1', 'Correct-Horse-3'), { name: 'AccessDenied' })
})

test('root has no password that IAM keeps', async () => {
  await assert.rejects(change(iam, 'a', 'b'), { name: 'InvalidUserTypeException' })
})

test("the account's policy may give the right to everyone", async () => {
  const bob = server.clientsAs(await makeUser(iam, 'bob')).iam
  await iam.send(new CreateLoginProfileCommand({ UserName: 'bob', Password: 'Correct-Horse-1' }))
  await assert.rejects(change(bob, 'Correct-Horse-1', 'Correct-Horse-2'), { name: 'AccessDenied', message: /not authorized to perform: iam:ChangePassword/ })
  await iam.send(new UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true }))
  await change(bob, 'Correct-Horse-1', 'Correct-Horse-2')
})
