import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { emptySharedObject } from './jvm-stub.ts'
import { readMember } from './unzip.ts'

/** A zip archive with one deflated member. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(crc32(content), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(content.length, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\0\0'), fields.subarray(0, 24), Buffer.alloc(16), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}

test('one member of an archive', () => {
  const content = Buffer.from('x'.repeat(1000))
  const archive = zip('lib/some.so', content)
  assert.deepEqual(readMember(archive, 'lib/some.so'), content)
  assert.throws(() => readMember(archive, 'lib/other.so'), /holds no lib\/other\.so/)
  assert.throws(() => readMember(Buffer.from('no archive at all, but long enough'), 'a'), /not a zip archive/)
})

test('the stub is a shared object of 408 bytes that is called libjvm.so', () => {
  const elf = emptySharedObject('libjvm.so')
  assert.equal(elf.length, 408)
  assert.equal(elf.toString('latin1', 0, 4), '\x7fELF')
  assert.ok(elf.includes('\0libjvm.so\0'))
})
