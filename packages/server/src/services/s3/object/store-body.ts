/** A request's body on its way into a blob, with S3's words for what can go wrong. */
import type { BodyStream } from '../../../lib/body-stream.ts'
import { BlobTooLarge, DiskFull, SourceFailed } from '../../../objects/errors.ts'
import type { Blob, ChecksumAlgorithm, PutOptions } from '../../../objects/objects.ts'
import { type Context, ServiceError } from '../../../operation.ts'
import { entityTooLarge, incompleteBody, insufficientStorage } from '../errors.ts'
import { MAX_UPLOAD_BYTES } from '../limits.ts'
import { type ChecksumInput, declaredChecksum } from './declared-checksum.ts'

export interface StoredBody {
  readonly blob: Blob
  readonly algorithm: ChecksumAlgorithm
  /** Base64. */
  readonly checksum: string
}

type Input = ChecksumInput & { readonly Body?: unknown; readonly ContentLength?: number | undefined }

export interface StoreOptions {
  /** The checksum to compute when the client names none. */
  readonly fallback?: ChecksumAlgorithm | undefined
  /** Encrypts the bytes on the disk. */
  readonly key?: Uint8Array | undefined
}

/** The body, verified against what the client declared and safe on the disk. */
export async function storeBody(ctx: Pick<Context, 'objects'>, input: Input, { fallback, key }: StoreOptions = {}): Promise<StoredBody> {
  if (input.ContentLength !== undefined && input.ContentLength > MAX_UPLOAD_BYTES) throw entityTooLarge(MAX_UPLOAD_BYTES, input.ContentLength)
  const { source, trailers } = bodyOf(input.Body)
  const declared = declaredChecksum(input, trailers, fallback)
  let algorithm: ChecksumAlgorithm | undefined
  const verify = (facts: Blob) => {
    algorithm = declared.verify(facts)
  }
  const blob = await storeBytes(ctx, source, { checksums: declared.compute, key, verify })
  return withChecksum(blob, algorithm as ChecksumAlgorithm)
}

/** Bytes from elsewhere (a copy), with one checksum. */
export async function storeStream(
  ctx: Pick<Context, 'objects'>,
  source: AsyncIterable<Uint8Array>,
  algorithm: ChecksumAlgorithm,
  key: Uint8Array | undefined,
): Promise<StoredBody> {
  return withChecksum(await storeBytes(ctx, source, { checksums: [algorithm], key }), algorithm)
}

const withChecksum = (blob: Blob, algorithm: ChecksumAlgorithm): StoredBody => ({ blob, algorithm, checksum: blob.checksums[algorithm] as string })

async function storeBytes({ objects }: Pick<Context, 'objects'>, source: AsyncIterable<Uint8Array>, options: Omit<PutOptions, 'maxBytes'>): Promise<Blob> {
  try {
    return await objects.put(source, { ...options, maxBytes: MAX_UPLOAD_BYTES })
  } catch (error) {
    if (error instanceof BlobTooLarge) throw entityTooLarge(error.maxBytes)
    if (error instanceof DiskFull) throw insufficientStorage()
    // The gateway's own verdict (a wrong signature of a chunk) goes through; all else is a client that went away.
    if (error instanceof SourceFailed) throw error.cause instanceof ServiceError ? error.cause : incompleteBody()
    throw error
  }
}

/** Calls from inside may bring bytes instead of a stream. */
function bodyOf(body: unknown): { source: AsyncIterable<Uint8Array>; trailers: BodyStream['trailers'] } {
  if (body === undefined || body === null) return { source: once(new Uint8Array(0)), trailers: undefined }
  if (typeof body === 'string') return { source: once(Buffer.from(body)), trailers: undefined }
  if (body instanceof Uint8Array) return { source: once(body), trailers: undefined }
  const stream = body as BodyStream
  return { source: stream, trailers: stream.trailers && (() => stream.trailers?.() ?? {}) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
