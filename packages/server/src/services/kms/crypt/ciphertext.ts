/**
 * Ciphertexts of symmetric keys. A ciphertext tells which key and which of its materials made it, so that Decrypt needs no KeyId; it tells nothing else.
 *
 *     1 version · 16 key id · 6 account · 1 length, region · 4 material · 16 salt · 12 nonce · encrypted · 16 tag
 *
 * The message's own key is HMAC-SHA-256(material, salt): one material encrypts more messages than one AES-GCM key may. Header and encryption context are authenticated.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { decryptGcm, encryptGcm, NONCE_BYTES, TAG_BYTES } from '../../../lib/aes-gcm.ts'
import type { Scope } from '../../../operation.ts'
import type { OpenMaterial } from '../key/material.ts'
import { type EncryptionContext, encodeContext } from './encryption-context.ts'

const VERSION = 1
const SALT_BYTES = 16
const FIXED_BYTES = 1 + 16 + 6 + 1

/** What a ciphertext tells of the key that made it. */
export interface Label extends Scope {
  readonly keyId: string
  /** Which of the key's materials. */
  readonly material: number
}

function writeLabel({ keyId, account, region, material }: Label): Buffer {
  const regionBytes = Buffer.from(region)
  const fixed = Buffer.alloc(FIXED_BYTES)
  fixed.writeUInt8(VERSION, 0)
  Buffer.from(keyId.replaceAll('-', ''), 'hex').copy(fixed, 1)
  fixed.writeUIntBE(Number(account), 17, 6)
  fixed.writeUInt8(regionBytes.length, 23)
  const number = Buffer.alloc(4)
  number.writeUInt32BE(material)
  return Buffer.concat([fixed, regionBytes, number])
}

const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const labelBytes = (regionLength: number) => FIXED_BYTES + regionLength + 4

/** Undefined for bytes that are no ciphertext of ours. What it says is believed only when the ciphertext opens. */
export function readLabel(ciphertext: Uint8Array): Label | undefined {
  const bytes = Buffer.from(ciphertext)
  if (bytes.length < FIXED_BYTES || bytes.readUInt8(0) !== VERSION) return undefined
  const regionLength = bytes.readUInt8(23)
  if (bytes.length < labelBytes(regionLength) + SALT_BYTES + NONCE_BYTES + TAG_BYTES) return undefined
  const region = bytes.toString('latin1', FIXED_BYTES, FIXED_BYTES + regionLength)
  const account = String(bytes.readUIntBE(17, 6)).padStart(12, '0')
  if (!/^[a-z0-9-]+$/.test(region) || account.length !== 12) return undefined
  return { keyId: uuidOf(bytes.subarray(1, 17)), account, region, material: bytes.readUInt32BE(FIXED_BYTES + regionLength) }
}

const messageKey = (material: Buffer, salt: Buffer) => createHmac('sha256', material).update('kenja kms ').update(salt).digest()

export function encryptWith(key: Scope & { readonly id: string }, material: OpenMaterial, context: EncryptionContext, plaintext: Uint8Array): Buffer {
  const label = writeLabel({ account: key.account, region: key.region, keyId: key.id, material: material.number })
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)]
  const header = Buffer.concat([label, salt, nonce])
  const use = { key: messageKey(material.bytes, salt), nonce, associated: Buffer.concat([header, encodeContext(context)]) }
  return Buffer.concat([header, encryptGcm(use, plaintext)])
}

/** Undefined when the ciphertext was made by another material or with another encryption context, or is damaged. It has a label. */
export function decryptWith(material: OpenMaterial, context: EncryptionContext, ciphertext: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(ciphertext)
  const saltAt = labelBytes(bytes.readUInt8(23))
  const nonceAt = saltAt + SALT_BYTES
  const bodyAt = nonceAt + NONCE_BYTES
  const key = messageKey(material.bytes, bytes.subarray(saltAt, nonceAt))
  const associated = Buffer.concat([bytes.subarray(0, bodyAt), encodeContext(context)])
  return decryptGcm({ key, nonce: bytes.subarray(nonceAt, bodyAt), associated }, bytes.subarray(bodyAt))
}
