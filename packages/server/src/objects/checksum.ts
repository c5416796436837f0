/** The checksums S3 knows, one interface for all. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { crc32c } from './crc32c.ts'
import { Crc64Nvme } from './crc64nvme.ts'
import type { ChecksumAlgorithm } from './objects.ts'

export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']

/** Bytes of the raw value. */
export const CHECKSUM_LENGTHS: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }

export interface RunningChecksum {
  update(data: Uint8Array): unknown
  digest(): Buffer
}

class Crc32 implements RunningChecksum {
  #value = 0
  readonly #step: (data: Uint8Array, value: number) => number
  constructor(step: (data: Uint8Array, value: number) => number) {
    this.#step = step
  }
  update(data: Uint8Array): void {
    this.#value = this.#step(data, this.#value)
  }
  digest(): Buffer {
    const bytes = Buffer.allocUnsafe(4)
    bytes.writeUInt32BE(this.#value)
    return bytes
  }
}

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'CRC32') return new Crc32(crc32)
  if (algorithm === 'CRC32C') return new Crc32(crc32c)
  if (algorithm === 'CRC64NVME') return new Crc64Nvme()
  return createHash(algorithm.toLowerCase())
}

/** Raw bytes, most significant first. */
export function checksumOf(algorithm: ChecksumAlgorithm, data: Uint8Array): Buffer {
  const running = startChecksum(algorithm)
  running.update(data)
  return running.digest()
}

/** MD5 (always: S3's ETag) and the checksums asked for, over one run of bytes. */
export class BlobDigest {
  readonly #md5 = createHash('md5')
  readonly #running: readonly (readonly [ChecksumAlgorithm, RunningChecksum])[]
  constructor(algorithms: readonly ChecksumAlgorithm[] = []) {
    this.#running = [...new Set(algorithms)].map((algorithm) => [algorithm, startChecksum(algorithm)] as const)
  }
  update(chunk: Uint8Array): void {
    this.#md5.update(chunk)
    for (const [, running] of this.#running) running.update(chunk)
  }
  digest(): { md5: string; checksums: Partial<Record<ChecksumAlgorithm, string>> } {
    return {
      md5: this.#md5.digest('hex'),
      checksums: Object.fromEntries(this.#running.map(([algorithm, running]) => [algorithm, running.digest().toString('base64')])),
    }
  }
}
