import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  GetLoginProfileCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateUserCommand({ UserName: 'alice' }))

test('UpdateLoginProfile sets another password, or asks for one', async () => {
  const update = (more: object) => iam.send(new UpdateLoginProfileCommand({ UserName: 'alice', ...more }))
  await assert.rejects(update({ Password: 'Correct-Horse-1' }), { name: 'NoSuchEntityException' })
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
  await update({ PasswordResetRequired: true })
  assert.equal((await iam.send(new GetLoginProfileCommand({ UserName: 'alice' }))).LoginProfile?.PasswordResetRequired, true)
  await assert.rejects(update({ Password: 'short' }), { name: 'PasswordPolicyViolationException' })
  await update({ Password: 'Correct-Horse-2', PasswordResetRequired: false })
  assert.equal((await iam.send(new GetLoginProfileCommand({ UserName: 'alice' }))).LoginProfile?.PasswordResetRequired, false)
})

test('passwords that were used before', async () => {
  await iam.send(new UpdateAccountPasswordPolicyCommand({ PasswordReusePrevention: 2 }))
  const set = (Password: string) => iam.send(new UpdateLoginProfileCommand({ UserName: 'alice', Password }))
  for (const old of ['Correct-Horse-1', 'Correct-Horse-2']) await assert.rejects(set(old), { name: 'PasswordPolicyViolationException' })
  await set('Correct-Horse-3')
  await set('Correct-Horse-1')
})
