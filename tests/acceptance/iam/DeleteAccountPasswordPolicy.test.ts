import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DeleteAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteAccountPasswordPolicy, once', async () => {
  await iam.send(new UpdateAccountPasswordPolicyCommand({}))
  await iam.send(new DeleteAccountPasswordPolicyCommand({}))
  await assert.rejects(iam.send(new DeleteAccountPasswordPolicyCommand({})), { name: 'NoSuchEntityException' })
})
