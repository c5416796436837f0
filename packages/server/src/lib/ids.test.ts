import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessKeyId, accountOfAccessKeyId, base32, iamId, lowerId, secretAccessKey, uuid } from './ids.ts'

test("ids have AWS's shapes", () => {
  for (const prefix of ['AIDA', 'AROA', 'ANPA'] as const) assert.match(iamId(prefix), new RegExp(`^${prefix}[A-Z2-7]{17}$`))
  for (const prefix of ['AKIA', 'ASIA'] as const) assert.match(accessKeyId(prefix, '123456789012'), new RegExp(`^${prefix}[A-Z2-7]{16}$`))
  assert.match(secretAccessKey(), /^[A-Za-z0-9+/]{40}$/)
  assert.match(lowerId(20), /^[a-z0-9]{20}$/)
  assert.match(uuid(), /^[0-9a-f-]{36}$/)
})

test('no letter is favoured', () => {
  const counts = new Map<string, number>()
  for (const letter of lowerId(72_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  assert.equal(counts.size, 36)
  for (const [letter, count] of counts) assert.ok(Math.abs(count - 2_000) < 400, `${letter}: ${count}`)
})

test("an access key's account can be read from it, as from AWS's own", () => {
  for (const account of ['123456789012', '000000000001', '999999999999']) assert.equal(accountOfAccessKeyId(accessKeyId('AKIA', account)), account)
  // The key and account of the published example.
  assert.equal(accountOfAccessKeyId('ASIAQNZGKIQY56JQ7WML'), '029608264753')
  for (const none of ['', 'AKIA', 'AKIA1111111111111111', 'XXXXQNZGKIQY56JQ7WML']) assert.equal(accountOfAccessKeyId(none), undefined)
})

test('base 32 as in RFC 4648', () => {
  const samples = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB', foobar: 'MZXW6YTBOI' }
  for (const [text, encoded] of Object.entries(samples)) assert.equal(base32(Buffer.from(text)), encoded)
})
