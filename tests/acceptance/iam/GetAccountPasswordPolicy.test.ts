import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetAccountPasswordPolicy, when there is one', async () => {
  await assert.rejects(iam.send(new GetAccountPasswordPolicyCommand({})), {
    name: 'NoSuchEntityException',
    message: `The Password Policy with domain name ${ACCOUNT} cannot be found.`,
  })
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 12, PasswordReusePrevention: 5, HardExpiry: true }))
  assert.deepEqual((await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy, {
    MinimumPasswordLength: 12,
    RequireSymbols: false,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
    PasswordReusePrevention: 5,
    HardExpiry: true,
  })
})
