/** One blob on its way to the disk: hashed while the kernel writes. */
import type { Cipheriv } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { BlobDigest } from './checksum.ts'
import { BlobTooLarge, SourceFailed } from './errors.ts'
import type { Blob, ChecksumAlgorithm } from './objects.ts'

/** References to so many bytes of chunks are handed to the kernel at once; while it writes them, as much is hashed and gathered again. */
const WRITE_BYTES = 1024 * 1024
/** Below the kernel's IOV_MAX of 1,024. */
const WRITE_CHUNKS = 512

export class BlobWriter {
  readonly #path: string
  readonly #digest: BlobDigest
  readonly #cipher: Cipheriv | undefined
  #chunks: Uint8Array[] = []
  #gathered = 0
  #handle: FileHandle | undefined
  #writing: Promise<void> = Promise.resolve()
  size = 0

  /** `cipher` changes no length; what is hashed are the bytes that came. */
  constructor(path: string, checksums: readonly ChecksumAlgorithm[] | undefined, cipher?: Cipheriv) {
    this.#path = path
    this.#cipher = cipher
    this.#digest = new BlobDigest(checksums)
  }

  /** Takes all of the source. Throws BlobTooLarge, SourceFailed, or the disk's own error. */
  async take(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
    const iterator = source[Symbol.asyncIterator]()
    let failure: unknown
    try {
      for (;;) {
        const { value, done } = await iterator.next().catch((cause) => {
          throw new SourceFailed(cause)
        })
        if (done) return
        this.size += value.length
        if (this.size > maxBytes) throw new BlobTooLarge(maxBytes)
        this.#chunks.push(value)
        this.#gathered += value.length
        if (this.#gathered >= WRITE_BYTES || this.#chunks.length >= WRITE_CHUNKS) await this.#flush()
      }
    } catch (error) {
      failure = error
      throw error
    } finally {
      // Lets the source free what it holds; what it says about that no longer matters.
      if (failure !== undefined) await iterator.return?.().catch(() => undefined)
    }
  }

  /** Waits for the write under way, starts the next, and hashes meanwhile. */
  async #flush(): Promise<void> {
    const chunks = this.#chunks
    this.#chunks = []
    this.#gathered = 0
    await this.#writing
    this.#handle ??= await open(this.#path, 'wx', 0o600)
    const cipher = this.#cipher
    this.#writing = writeAll(this.#handle, cipher ? chunks.map((chunk) => cipher.update(chunk)) : chunks)
    // A failure is seen by whoever awaits `#writing` next; until then it must not count as unhandled.
    this.#writing.catch(() => undefined)
    for (const chunk of chunks) this.#digest.update(chunk)
  }

  /** The blob's facts, then its bytes on the disk. `verify` runs before the sync: refusing costs nothing. */
  async finish(id: string, verify: ((blob: Blob) => void) | undefined): Promise<Blob> {
    await this.#flush()
    const blob: Blob = { id, size: this.size, ...this.#digest.digest() }
    verify?.(blob)
    await this.#writing
    const handle = this.#handle as FileHandle
    await handle.datasync()
    await this.close()
    return blob
  }

  /** Safe to call at any time, more than once. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined)
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close()
  }
}

/** `writev` may write less than it was given. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks.filter((chunk) => chunk.length > 0)
  while (left.length > 0) {
    let { bytesWritten } = await handle.writev(left)
    let whole = 0
    while (whole < left.length && bytesWritten >= (left[whole] as Uint8Array).length) bytesWritten -= (left[whole++] as Uint8Array).length
    left = left.slice(whole)
    if (left[0] && bytesWritten > 0) left[0] = left[0].subarray(bytesWritten)
  }
}
