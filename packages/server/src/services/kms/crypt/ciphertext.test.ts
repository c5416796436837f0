import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { decryptWith, encryptWith, readLabel } from './ciphertext.ts'
import type { EncryptionContext } from './encryption-context.ts'

const key = { account: '123456789012', region: 'ap-northeast-1', id: randomUUID() }
const material = { number: 7, id: 'a'.repeat(64), bytes: randomBytes(32) }

test('a ciphertext tells its key and its material, and opens with that material and the same context alone', () => {
  const ciphertext = encryptWith(key, material, { a: '1', b: '2' }, Buffer.from('text'))
  assert.deepEqual(readLabel(ciphertext), { keyId: key.id, account: key.account, region: key.region, material: 7 })
  assert.equal(String(decryptWith(material, { b: '2', a: '1' }, ciphertext)), 'text')
  const wrong: EncryptionContext[] = [{}, { a: '1' }, { a: '1', b: '3' }, { a: '1', b: '2', c: '' }, { A: '1', b: '2' }]
  for (const context of wrong) assert.equal(decryptWith(material, context, ciphertext), undefined)
  assert.equal(decryptWith({ ...material, bytes: randomBytes(32) }, { a: '1', b: '2' }, ciphertext), undefined)
})

test('pairs cannot be shifted into one another', () => {
  const ciphertext = encryptWith(key, material, { 'a","b': 'c' }, Buffer.from('text'))
  assert.equal(decryptWith(material, { a: 'b', c: '' }, ciphertext), undefined)
  assert.equal(decryptWith(material, { 'a","b","c': '' }, ciphertext), undefined)
})

test('every byte is authenticated, the label too', () => {
  const ciphertext = encryptWith(key, material, {}, Buffer.from('text'))
  for (let at = 0; at < ciphertext.length; at++) {
    const changed = Buffer.from(ciphertext)
    changed[at] = (changed[at] as number) ^ 1
    // A changed label may lead to no key at all; where it still is one, the bytes do not open.
    if (readLabel(changed)) assert.equal(decryptWith(material, {}, changed), undefined, `byte ${at}`)
  }
})

test('what is no ciphertext has no label', () => {
  const ciphertext = encryptWith(key, material, {}, Buffer.from('text'))
  for (let length = 0; length < ciphertext.length - 'text'.length; length++) assert.equal(readLabel(ciphertext.subarray(0, length)), undefined, String(length))
  for (let n = 0; n < 1_000; n++) {
    const noise = randomBytes(n % 200)
    const label = readLabel(noise)
    if (label) assert.match(label.region, /^[a-z0-9-]+$/)
  }
})
