import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './password-hash.ts'

const cost = { N: 1024, r: 8, p: 1 }

test('a password and its hash, salted, at the cost that it was made with', async () => {
  const hash = await hashPassword('correct horse', cost)
  assert.match(hash, /^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  assert.notEqual(hash, await hashPassword('correct horse', cost))
  assert.equal(await verifyPassword('correct horse', hash, { N: 2048, r: 8, p: 1 }), true)
  assert.equal(await verifyPassword('correct Horse', hash, cost), false)
  for (const none of [undefined, '', 'plain', 'scrypt$1024$8$1$$']) assert.equal(await verifyPassword('', none, cost), false)
})

test('letters composed in different ways', async () => {
  assert.equal(await verifyPassword('u\u0308ber', await hashPassword('über', cost), cost), true)
})
