import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLoginProfileCommand, CreateUserCommand, DeleteUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateUserCommand({ UserName: 'alice' }))

const create = (Password: string | undefined, UserName = 'alice') => iam.send(new CreateLoginProfileCommand({ UserName, Password }))

test("AWS's own rules hold for an account without a policy", async () => {
  const violates = (message: string) => ({ name: 'PasswordPolicyViolationException', message })
  await assert.rejects(create('Ab1'), violates('Password should have a minimum length of 8'))
  await assert.rejects(create('allsmall1'), violates('Password does not conform to the account password policy.'))
  await assert.rejects(create(undefined), { name: 'ValidationError' })
})

test('CreateLoginProfile gives a password, once', async () => {
  const { LoginProfile } = await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1', PasswordResetRequired: true }))
  assert.deepEqual([LoginProfile?.UserName, LoginProfile?.PasswordResetRequired], ['alice', true])
  assert.ok(LoginProfile?.CreateDate)
  await assert.rejects(create('Correct-Horse-1'), { name: 'EntityAlreadyExistsException', message: 'Login Profile for user alice already exists.' })
  await assert.rejects(create('Correct-Horse-1', 'bob'), { name: 'NoSuchEntityException' })
  await assert.rejects(iam.send(new DeleteUserCommand({ UserName: 'alice' })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete login profile first.',
  })
})

test('of several at a time one wins', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'carol' }))
  const results = await Promise.allSettled([1, 2, 3].map((number) => create(`Correct-Horse-${number}`, 'carol')))
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
})
