/** Bytes on disk. Knows neither buckets nor keys: a blob has an id of our making, and only what is whole is visible. */
import type { Readable } from 'node:stream'

export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256'

export interface Blob {
  /** Opaque; never derived from a caller's key. */
  readonly id: string
  readonly size: number
  /** Hex. */
  readonly md5: string
  /** Base64, as AWS writes them: those that were asked for. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>
}

/** A run of a blob's bytes: offsets from its beginning, `end` inclusive. */
export interface Piece {
  readonly id: string
  readonly start: number
  readonly end: number
  /** Of a blob that was put with a key: the same. */
  readonly key?: Uint8Array | undefined
}

export interface PutOptions {
  readonly checksums?: readonly ChecksumAlgorithm[]
  /** Refuse more bytes than this. */
  readonly maxBytes: number
  /** Encrypt the bytes on the disk under this key of 32 bytes; size, MD5 and checksums are those of the bytes that came. Whoever reads the blob needs it. */
  readonly key?: Uint8Array | undefined
  /** Called with the blob's facts before it becomes visible; throw to refuse it (wrong length, MD5 or checksum): nothing remains. */
  readonly verify?: (blob: Blob) => void
}

export interface ObjectStore {
  /** Writes, verifies, syncs (content, then directory) and only then answers. On any failure nothing remains. */
  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<Blob>
  /** `start` and `end` are byte offsets, `end` inclusive. Throws when the blob is gone. */
  read(id: string, range?: { readonly start: number; readonly end: number }): Readable
  /** One stream over pieces of several blobs, in order. They stay readable until it ends, even if removed meanwhile. Throws when the first is gone. */
  readAll(pieces: readonly Piece[]): Readable
  /** A path to read the whole blob from (never to write to), for staging job inputs without copying through memory. What was put with a key lies there encrypted. */
  path(id: string): string
  /** Frees the bytes; a blob already gone is no error. Call only after the commit that stops referring to it (`sweep` finds what a crash left). */
  remove(id: string): Promise<void>
  /** Deletes blobs that `isReferenced` does not know and that are older than `olderThanMs`. */
  sweep(isReferenced: (id: string) => boolean, olderThanMs: number): Promise<number>
}
