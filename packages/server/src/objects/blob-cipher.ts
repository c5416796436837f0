/**
 * Blobs that are encrypted on the disk: AES-256 in counter mode, so that any run of bytes can be read without those before it. The counter begins with the blob's
 * id, which is random: blobs under the same key never share a stream. That bytes were not changed on the disk this does not prove; whoever can write there can write anything.
 */
import { type Cipheriv, createCipheriv } from 'node:crypto'

const BLOCK_BYTES = 16
const COUNTER_BITS = 128n

/** Encrypts and decrypts alike. `id` has 32 hexadecimal digits; `position` is the offset of the first byte that it will be given. */
export function blobCipher(key: Uint8Array, id: string, position = 0): Cipheriv {
  const block = Math.floor(position / BLOCK_BYTES)
  const counter = BigInt.asUintN(Number(COUNTER_BITS), BigInt(`0x${id}`) + BigInt(block))
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.from(counter.toString(16).padStart(2 * BLOCK_BYTES, '0'), 'hex'))
  const skipped = position % BLOCK_BYTES
  if (skipped > 0) cipher.update(Buffer.alloc(skipped))
  return cipher
}
