import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLoginProfileCommand, CreateUserCommand, GetAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateUserCommand({ UserName: 'alice' }))

test('UpdateAccountPasswordPolicy: each rule is kept', async () => {
  const rules = { RequireSymbols: true, RequireNumbers: true, RequireUppercaseCharacters: true, RequireLowercaseCharacters: true }
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14, ...rules }))
  const refusals: readonly [string, RegExp][] = [
    ['Short-1', /minimum length of 14/],
    ['no-upper-case-1', /uppercase/],
    ['NO-LOWER-CASE-1', /lowercase/],
    ['No-Number-At-All', /number/],
    ['NoSymbolAtAll12', /symbols/],
  ]
  for (const [Password, message] of refusals)
    await assert.rejects(iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password })), { name: 'PasswordPolicyViolationException', message })
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Long-Enough-For-1' }))
})

test('what is not said goes back to its default', async () => {
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90 }))
  const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}))
  assert.deepEqual([PasswordPolicy?.MinimumPasswordLength, PasswordPolicy?.RequireSymbols, PasswordPolicy?.ExpirePasswords], [6, false, true])
})

test('values that make no sense', async () => {
  await assert.rejects(iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 5 })), { name: 'ValidationError' })
})
