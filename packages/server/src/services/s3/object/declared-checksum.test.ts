import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BlobDigest, CHECKSUM_ALGORITHMS } from '../../../objects/checksum.ts'
import { declaredChecksum } from './declared-checksum.ts'

const hello = (() => {
  const digest = new BlobDigest(CHECKSUM_ALGORITHMS)
  digest.update(Buffer.from('hello'))
  return { id: 'x', size: 5, ...digest.digest() }
})()

test('nothing declared: CRC64NVME is computed and kept', () => {
  const declared = declaredChecksum({}, undefined)
  assert.deepEqual(declared.compute, ['CRC64NVME'])
  assert.equal(declared.verify(hello), 'CRC64NVME')
})

test('a trailer is checked after the bytes', () => {
  const trailing = (value: string) => declaredChecksum({ ChecksumAlgorithm: 'CRC32' }, () => ({ 'x-amz-checksum-crc32': value }))
  assert.deepEqual(trailing('NhCmhg==').compute, ['CRC32'])
  assert.equal(trailing('NhCmhg==').verify(hello), 'CRC32')
  assert.throws(() => trailing('AAAAAA==').verify(hello), { code: 'BadDigest' })
  assert.throws(() => trailing('AAAA').verify(hello), { code: 'InvalidRequest' })
  assert.throws(() => declaredChecksum({ ChecksumAlgorithm: 'CRC32' }, () => ({})).verify(hello), { code: 'MalformedTrailerError' })
})

test('a trailer whose name was not told beforehand is still checked', () => {
  const declared = declaredChecksum({}, () => ({ 'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' }))
  assert.deepEqual(declared.compute, CHECKSUM_ALGORITHMS)
  assert.equal(declared.verify(hello), 'SHA1')
})

test('what can be refused before the bytes is', () => {
  const before = (input: Record<string, string>, message: string) =>
    assert.throws(() => declaredChecksum(input, undefined), { code: 'InvalidRequest', message })
  before({ ChecksumCRC32: 'AAAAAA==', ChecksumSHA1: 'x' }, 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.')
  before({ ChecksumCRC32: 'AAAAAA==', ChecksumAlgorithm: 'SHA1' }, 'Value for x-amz-sdk-checksum-algorithm header is invalid.')
  before({ ChecksumAlgorithm: 'CRC32' }, 'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.')
  before(
    { ChecksumXXHASH64: 'x' },
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  )
  assert.throws(() => declaredChecksum({ ContentMD5: '===' }, undefined), { code: 'InvalidDigest' })
})
