import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { BlobDigest, CHECKSUM_LENGTHS, checksumOf } from './checksum.ts'
import { combineCrc } from './combine-crc.ts'
import { crc32c } from './crc32c.ts'
import { Crc64Nvme } from './crc64nvme.ts'

const CHECK = Buffer.from('123456789')

test('the check values of the CRC catalogue', () => {
  assert.equal(checksumOf('CRC32', CHECK).toString('hex'), 'cbf43926')
  assert.equal(checksumOf('CRC32C', CHECK).toString('hex'), 'e3069283')
  assert.equal(checksumOf('CRC64NVME', CHECK).toString('hex'), 'ae8b14860a799888')
  assert.equal(checksumOf('CRC64NVME', Buffer.alloc(0)).toString('hex'), '0000000000000000')
})

test('SHA-1 and SHA-256 are those of OpenSSL', () => {
  assert.deepEqual(checksumOf('SHA1', CHECK), createHash('sha1').update(CHECK).digest())
  assert.deepEqual(checksumOf('SHA256', CHECK), createHash('sha256').update(CHECK).digest())
})

test('cutting the input anywhere changes nothing, at any alignment', () => {
  const data = randomBytes(100)
  const whole64 = new Crc64Nvme().update(data).digest()
  const whole32 = crc32c(data)
  for (let cut = 0; cut <= data.length; cut++) {
    const [head, tail] = [data.subarray(0, cut), data.subarray(cut)]
    assert.deepEqual(new Crc64Nvme().update(head).update(tail).digest(), whole64)
    assert.equal(crc32c(tail, crc32c(head)), whole32)
  }
})

test('CRCs of parts combine to the CRC of the whole', () => {
  const parts = [randomBytes(1000), randomBytes(1000), Buffer.alloc(0), randomBytes(77), randomBytes(5)]
  for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME'] as const) {
    const combined = combineCrc(
      algorithm,
      parts.map((part) => ({ crc: checksumOf(algorithm, part), size: part.length })),
    )
    assert.deepEqual(combined, checksumOf(algorithm, Buffer.concat(parts)), algorithm)
    assert.equal(combined.length, CHECKSUM_LENGTHS[algorithm])
  }
})

test('a blob digest has MD5 and what was asked for, and nothing else', () => {
  const digest = new BlobDigest(['CRC32', 'CRC32'])
  digest.update(CHECK)
  assert.deepEqual(digest.digest(), { md5: createHash('md5').update(CHECK).digest('hex'), checksums: { CRC32: checksumOf('CRC32', CHECK).toString('base64') } })
  assert.equal(crc32(CHECK), 0xcbf43926)
})
