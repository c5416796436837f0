/** An object: facts about bytes that lie in blobs. */
import { randomBytes } from 'node:crypto'
import type { ChecksumAlgorithm, Piece } from '../../../objects/objects.ts'
import type { Context, Tag } from '../../../operation.ts'
import { invalidVersionId, noSuchKey, noSuchVersion } from '../errors.ts'
import { checkKey } from '../names.ts'
import type { Protection } from './encryption.ts'
import { find } from './object.store.ts'
import type { StoredHeaders } from './stored-headers.ts'

export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT'

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm
  readonly type: ChecksumType
  /** Base64; a composite one ends in `-<parts>`. */
  readonly value: string
}

/** One blob of an object: the only one, or a part of a multipart upload. */
export interface Segment {
  readonly blob: string
  readonly size: number
  readonly partNumber?: number
  /** The part's own, base64. */
  readonly checksum?: string
}

export interface StoredObject {
  readonly bucket: string
  readonly key: string
  /** Of this content; another PutObject to the same key gets another. */
  readonly id: string
  /** Without quotes. */
  readonly etag: string
  readonly size: number
  /** Whole seconds, as HTTP dates have them: conditions compare what clients saw. */
  readonly modifiedAt: Date
  readonly storageClass: string
  readonly checksum: Checksum
  readonly headers: StoredHeaders
  readonly tags: readonly Tag[]
  readonly segments: readonly Segment[]
  /** With KMS: what opens the key of the bytes. */
  readonly protection: Protection | undefined
}

export const newContentId = () => randomBytes(12).toString('hex')

export const wholeSeconds = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000)

export const quoted = (etag: string) => `"${etag}"`

export const unquoted = (etag: string) => etag.replace(/^"(.*)"$/, '$1')

/** Versioning is never on here: the only version of an object is `null`. */
export function checkVersion(key: string, versionId: string | undefined): void {
  if (versionId === undefined || versionId === 'null') return
  if (versionId === '') throw invalidVersionId(versionId)
  throw noSuchVersion(key, versionId)
}

/** Throws NoSuchKey, NoSuchVersion, KeyTooLongError. The bucket has been looked at already. */
export function mustFindObject(ctx: Pick<Context, 'db'>, bucket: string, key: string, versionId?: string): StoredObject {
  checkKey(key)
  const object = find(ctx.db, bucket, key)
  if (!object) throw versionId === undefined || versionId === 'null' ? noSuchKey(key) : noSuchVersion(key, versionId)
  checkVersion(key, versionId)
  return object
}

/** Where the bytes from `start` to `end` (inclusive) lie. `key`: see `keyOf`. */
export function piecesOf(segments: readonly Segment[], start: number, end: number, key: Uint8Array | undefined): Piece[] {
  const pieces: Piece[] = []
  let offset = 0
  for (const { blob, size } of segments) {
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, size - 1)
    if (from <= to) pieces.push({ id: blob, start: from, end: to, key })
    offset += size
    if (offset > end) break
  }
  return pieces
}

/** The members `ChecksumCRC32: …, ChecksumType: …` of many answers. */
export const checksumMembers = ({ algorithm, type, value }: Checksum) => ({ [`Checksum${algorithm}`]: value, ChecksumType: type })
