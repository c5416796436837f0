import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetRandomPasswordCommand, type GetRandomPasswordCommandInput } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets } = await startRoom()
const password = async (input: GetRandomPasswordCommandInput = {}) => (await secrets.send(new GetRandomPasswordCommand(input))).RandomPassword ?? ''

test('32 characters with one of each kind; never the same twice', async () => {
  const one = await password()
  assert.equal(one.length, 32)
  for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/]) assert.match(one, kind)
  assert.notEqual(one, await password())
})

test('what is excluded does not come', async () => {
  assert.match(await password({ PasswordLength: 200, ExcludePunctuation: true, ExcludeNumbers: true }), /^[a-zA-Z]{200}$/)
  assert.match(
    await password({ PasswordLength: 200, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludeCharacters: 'aeiou' }),
    /^[b-df-hj-np-tv-z]{200}$/,
  )
  assert.match(await password({ PasswordLength: 4096, IncludeSpace: true }), / /)
  assert.equal((await password({ PasswordLength: 1, RequireEachIncludedType: false })).length, 1)
})

test('lengths and exclusions that leave nothing', async () => {
  await fails(password({ PasswordLength: 3 }), 'InvalidParameterException', 'Password length is too short based on the required types.')
  await fails(password({ ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true }), 'InvalidParameterException')
  await fails(password({ PasswordLength: 4097 }), 'ValidationException')
})
