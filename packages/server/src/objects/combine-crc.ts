/**
 * The CRC of two texts put together, from their CRCs and the second's length: a multiplication of polynomials over GF(2), as zlib's crc32_combine does it.
 * Needed for FULL_OBJECT checksums of multipart uploads, so that completing one reads no byte.
 */
import { CRC32C_POLYNOMIAL } from './crc32c.ts'
import { CRC64NVME_POLYNOMIAL } from './crc64nvme.ts'

export type CombinableChecksum = 'CRC32' | 'CRC32C' | 'CRC64NVME'

interface Field {
  readonly width: bigint
  /** Reflected. */
  readonly polynomial: bigint
}

const fields: Readonly<Record<CombinableChecksum, Field>> = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  CRC32C: { width: 32n, polynomial: BigInt(CRC32C_POLYNOMIAL) },
  CRC64NVME: { width: 64n, polynomial: CRC64NVME_POLYNOMIAL },
}

/** a · b modulo the polynomial. The highest bit stands for x⁰. */
function multiply({ width, polynomial }: Field, a: bigint, b: bigint): bigint {
  let product = 0n
  let factor = b
  for (let bit = 1n << (width - 1n); bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= factor
    factor = factor & 1n ? (factor >> 1n) ^ polynomial : factor >> 1n
  }
  return product
}

/** x to the power of 8 · `bytes`: what appending so many bytes does to a CRC. */
function shiftBy(field: Field, bytes: number): bigint {
  let result = 1n << (field.width - 1n)
  let square = 1n << (field.width - 2n)
  for (let exponent = 8n * BigInt(bytes); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = multiply(field, result, square)
    square = multiply(field, square, square)
  }
  return result
}

/** CRCs as raw bytes, most significant first; the answer likewise. Parts of equal length, the usual case, share the costly half of the work. */
export function combineCrc(algorithm: CombinableChecksum, parts: readonly { readonly crc: Buffer; readonly size: number }[]): Buffer {
  const field = fields[algorithm]
  const shifts = new Map<number, bigint>()
  let combined = 0n
  for (const { crc, size } of parts) {
    const shift = shifts.get(size) ?? shiftBy(field, size)
    shifts.set(size, shift)
    combined = multiply(field, shift, combined) ^ BigInt(`0x${crc.toString('hex') || '0'}`)
  }
  return Buffer.from(combined.toString(16).padStart(Number(field.width / 4n), '0'), 'hex')
}
