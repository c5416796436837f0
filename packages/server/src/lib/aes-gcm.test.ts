import assert from 'node:assert/strict'
import { createDecipheriv, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { decryptGcm, encryptGcm, NONCE_BYTES } from './aes-gcm.ts'

const use = { key: randomBytes(32), nonce: randomBytes(NONCE_BYTES), associated: Buffer.from('about it') }

test('what is encrypted opens with the same key, nonce and associated bytes alone', () => {
  for (const size of [0, 1, 32, 5_000]) {
    const plain = randomBytes(size)
    const sealed = encryptGcm(use, plain)
    assert.equal(sealed.length, size + 16)
    assert.deepEqual(decryptGcm(use, sealed), plain)
    for (const other of [{ key: randomBytes(32) }, { nonce: randomBytes(NONCE_BYTES) }, { associated: Buffer.from('about else') }])
      assert.equal(decryptGcm({ ...use, ...other }, sealed), undefined)
  }
})

test('a byte that was changed, and bytes that are too few', () => {
  const sealed = encryptGcm(use, Buffer.from('secret'))
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] as number) ^ 1
    assert.equal(decryptGcm(use, changed), undefined, `byte ${at}`)
    assert.equal(decryptGcm(use, sealed.subarray(0, at)), undefined, `${at} bytes`)
  }
  assert.equal(decryptGcm({ ...use, nonce: new Uint8Array(0) }, sealed), undefined)
})

test('it is AES-256-GCM as others have it; no associated bytes are as an empty text', () => {
  const { key, nonce } = use
  const sealed = encryptGcm({ key, nonce }, Buffer.from('plain'))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(sealed.subarray(5))
  assert.equal(Buffer.concat([decipher.update(sealed.subarray(0, 5)), decipher.final()]).toString(), 'plain')
})
