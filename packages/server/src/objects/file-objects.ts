/**
 * Blobs as files. A blob is written to `tmp/`, verified, synced, renamed into `<2 hex>/<id>` and its directory synced: only then `put` answers.
 * A crash before the rename leaves a temporary file, which the next start removes; one after it leaves a blob nobody refers to, which `sweep` removes.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { isDiskFull } from '../lib/disk-full.ts'
import { blobCipher } from './blob-cipher.ts'
import { BlobReader } from './blob-reader.ts'
import { BlobWriter } from './blob-writer.ts'
import { DiskFull } from './errors.ts'
import type { Blob, ObjectStore, Piece, PutOptions } from './objects.ts'
import { shareSync } from './shared-sync.ts'

export interface FileObjectsOptions {
  /** `<home>/objects`; made, with mode 0700, when missing. */
  readonly directory: string
  /** Epoch milliseconds, for the age of blobs in `sweep`. */
  readonly now: () => number
  /**
   * Settles when every commit made so far is on the disk. Bytes are freed only after it: else a power failure could undo the commit
   * that stopped referring to them, and bring back a record without its bytes.
   */
  readonly durable?: () => Promise<void>
}

/** One of the 256 directories, made at its first blob. */
interface Shard {
  readonly directory: string
  handle: Promise<FileHandle> | undefined
  readonly sync: () => Promise<void>
}

const SHARD = /^[0-9a-f]{2}$/
const ID = /^[0-9a-f]{32}$/

export class FileObjects implements ObjectStore {
  readonly #options: FileObjectsOptions
  readonly #temporary: string
  readonly #shards = new Map<string, Shard>()
  readonly #syncRoot: () => Promise<void>
  /** How many readers are on a blob, and which blobs wait for their last reader to be removed. */
  readonly #readers = new Map<string, number>()
  readonly #doomed = new Set<string>()

  /** Makes the directories and removes what a crash left in `tmp/`. */
  constructor(options: FileObjectsOptions) {
    this.#options = options
    this.#temporary = join(options.directory, 'tmp')
    rmSync(this.#temporary, { recursive: true, force: true })
    mkdirSync(this.#temporary, { recursive: true, mode: 0o700 })
    this.#syncRoot = shareSync(() => syncDirectory(options.directory))
  }

  #shardOf(id: string): Shard {
    if (!ID.test(id)) throw new TypeError('not the id of a blob')
    const name = id.slice(0, 2)
    const known = this.#shards.get(name)
    if (known) return known
    const directory = join(this.#options.directory, name)
    const shard: Shard = {
      directory,
      handle: undefined,
      sync: shareSync(async () => {
        await (await shard.handle)?.sync()
      }),
    }
    this.#shards.set(name, shard)
    return shard
  }

  /** The directory may be new, or as new as a crash that kept its name from the disk: so its parent is synced at its first use, too. */
  async #prepare(shard: Shard): Promise<void> {
    if (shard.handle) return void (await shard.handle)
    await mkdir(shard.directory, { recursive: true, mode: 0o700 })
    await this.#syncRoot()
    shard.handle ??= open(shard.directory, 'r')
    await shard.handle
  }

  async put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<Blob> {
    const id = randomBytes(16).toString('hex')
    const temporary = join(this.#temporary, id)
    const writer = new BlobWriter(temporary, options.checksums, options.key && blobCipher(options.key, id))
    try {
      await writer.take(source, options.maxBytes)
      const blob = await writer.finish(id, options.verify)
      const shard = this.#shardOf(id)
      await this.#prepare(shard)
      await rename(temporary, this.path(id))
      await shard.sync()
      return blob
    } catch (error) {
      await writer.close().catch(() => undefined)
      await rm(temporary, { force: true }).catch(() => undefined)
      await rm(this.path(id), { force: true }).catch(() => undefined)
      throw isDiskFull(error) ? new DiskFull(error) : error
    }
  }

  read(id: string, range?: { readonly start: number; readonly end: number }): Readable {
    return this.readAll([{ id, start: range?.start ?? 0, end: range?.end ?? Number.POSITIVE_INFINITY }])
  }

  readAll(pieces: readonly Piece[]): Readable {
    const reader = new BlobReader(pieces, {
      pathOf: (id) => this.path(id),
      released: () => {
        for (const { id } of pieces) this.#release(id)
      },
    })
    for (const { id } of pieces) this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1)
    return reader
  }

  #release(id: string): void {
    const readers = (this.#readers.get(id) ?? 1) - 1
    if (readers > 0) return void this.#readers.set(id, readers)
    this.#readers.delete(id)
    // What cannot be removed now is found by `sweep`.
    if (this.#doomed.delete(id)) void this.#unlink(id).catch(() => undefined)
  }

  path(id: string): string {
    return join(this.#shardOf(id).directory, id)
  }

  async remove(id: string): Promise<void> {
    await this.#options.durable?.()
    if (this.#readers.has(id)) this.#doomed.add(id)
    else await this.#unlink(id)
  }

  async #unlink(id: string): Promise<void> {
    await unlink(this.path(id)).catch((error) => {
      if (error.code !== 'ENOENT') throw error
    })
  }

  async sweep(isReferenced: (id: string) => boolean, olderThanMs: number): Promise<number> {
    const before = this.#options.now() - olderThanMs
    let removed = 0
    for (const name of await readdir(this.#options.directory)) {
      if (!SHARD.test(name)) continue
      const directory = join(this.#options.directory, name)
      for (const id of await readdir(directory)) {
        if (!ID.test(id) || this.#readers.has(id) || isReferenced(id)) continue
        const { mtimeMs } = await stat(join(directory, id)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
        // Asked again: the record may have been written while `stat` was under way.
        if (mtimeMs >= before || isReferenced(id)) continue
        await this.#unlink(id)
        removed++
      }
    }
    return removed
  }

  /** Closes the directories' descriptors. */
  async close(): Promise<void> {
    for (const shard of this.#shards.values()) {
      const handle = shard.handle
      shard.handle = undefined
      await (await handle)?.close()
    }
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
