import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3'
import type { Context, StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidArgument, invalidRequest, preconditionFailed } from '../errors.ts'
import { freeBlobs } from '../free-blobs.ts'
import { checkKey } from '../names.ts'
import { parseTagging } from '../tags.ts'
import { checkWrite } from './conditions.ts'
import { type CopySource, checkCopySize, mustFindSource, parseCopySource } from './copy-source.ts'
import { checksumAlgorithm } from './declared-checksum.ts'
import { type Encrypting, encryptionFor, keyOf } from './encryption.ts'
import { find, replace } from './object.store.ts'
import { checksumMembers, newContentId, piecesOf, quoted, type StoredObject, wholeSeconds } from './object.ts'
import { storeStream } from './store-body.ts'
import { headersOf, refuseUnsupported, storageClassOf } from './stored-headers.ts'

export const ownTransactions = true

type Input = CopyObjectRequest & { readonly Bucket: string; readonly Key: string; readonly CopySource: string }

/** A copy shares the source's bytes; they are read only when a checksum is wanted that the source has not, or to join a multipart upload's parts. */
export const copyObject: StreamOperation<CopyObjectRequest, CopyObjectOutput> = async (input, ctx) => {
  const { Bucket: bucket, Key: key } = input
  checkKey(key)
  refuseUnsupported(input as never)
  const from = parseCopySource(input.CopySource)
  refuseIdleCopy(input, from)
  const check = (when: 'first' | 'commit') => {
    const owned = mustFind(ctx, bucket, input.ExpectedBucketOwner)
    if (input.IfMatch !== undefined || input.IfNoneMatch !== undefined) checkWrite(key, find(ctx.db, bucket, key), input, when)
    return { owned, found: mustFindSource(ctx, from, input) }
  }
  const {
    source,
    facts,
    stream,
    key: dataKey,
  } = ctx.transact(() => {
    const { owned, found } = check('first')
    checkCopySize(found.size)
    const encrypting = encryptionFor(ctx, owned, key, input)
    const described = factsOf(input, found, encrypting)
    const sourceKey = keyOf(ctx, found.protection)
    // Opened last: nothing may throw that would leave it open.
    const bytes = () => ctx.objects.readAll(piecesOf(found.segments, 0, found.size - 1, sourceKey))
    // Bytes under a data key are shared by no other object.
    const opened = sourceKey || encrypting.key || mustReread(found, input) ? bytes() : undefined
    return { source: found, facts: described, stream: opened, key: encrypting.key }
  })
  const reread = stream && (await storeStream(ctx, stream, checksumAlgorithm(input.ChecksumAlgorithm) ?? source.checksum.algorithm, dataKey))
  const content = reread
    ? {
        etag: reread.blob.md5,
        checksum: { algorithm: reread.algorithm, type: 'FULL_OBJECT' as const, value: reread.checksum },
        segments: [{ blob: reread.blob.id, size: reread.blob.size }],
      }
    : { etag: source.etag, checksum: source.checksum, segments: source.segments }
  const object: StoredObject = { ...facts, ...content, bucket, key, id: newContentId(), size: source.size, modifiedAt: wholeSeconds(ctx.now) }
  try {
    freeBlobs(
      ctx.objects,
      ctx.transact(() => commit(ctx, object, check('commit').found, source)),
    )
  } catch (error) {
    if (reread) freeBlobs(ctx.objects, [reread.blob.id])
    throw error
  }
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = object.headers
  return {
    CopyObjectResult: { ETag: quoted(object.etag), LastModified: object.modifiedAt, ...checksumMembers(object.checksum) },
    ServerSideEncryption,
    ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }),
    ...(BucketKeyEnabled !== undefined && { BucketKeyEnabled }),
    ...(from.versionId !== undefined && { CopySourceVersionId: from.versionId }),
  } as CopyObjectOutput
}

/** The bytes to share may have been freed while others were read: then the source is no longer what the client named. */
function commit(ctx: Context, object: StoredObject, current: StoredObject, source: StoredObject): string[] {
  if (current.id !== source.id) throw preconditionFailed('x-amz-copy-source')
  return replace(ctx.db, object)
}

const mustReread = (source: StoredObject, input: Input) => {
  const wanted = checksumAlgorithm(input.ChecksumAlgorithm)
  return source.segments.length !== 1 || source.segments[0]?.partNumber !== undefined || (wanted !== undefined && wanted !== source.checksum.algorithm)
}

function factsOf(
  input: Input,
  source: StoredObject,
  { headers: encryption, protection }: Encrypting,
): Pick<StoredObject, 'headers' | 'tags' | 'storageClass' | 'protection'> {
  const described = input.MetadataDirective === 'REPLACE' ? headersOf(input) : source.headers
  const { ServerSideEncryption: _, SSEKMSKeyId: __, BucketKeyEnabled: ___, ...headers } = described
  return {
    headers: { ...headers, ...encryption },
    protection,
    tags: input.TaggingDirective === 'REPLACE' ? parseTagging(input.Tagging) : source.tags,
    storageClass: storageClassOf(input),
  }
}

/** A copy onto itself must change something. */
function refuseIdleCopy(input: Input, from: CopySource): void {
  for (const [name, directive] of [
    ['x-amz-metadata-directive', input.MetadataDirective],
    ['x-amz-tagging-directive', input.TaggingDirective],
  ] as const) {
    if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE')
      throw invalidArgument(`Unknown ${name.slice(6).replace('-', ' ')}.`, name, directive)
  }
  if (from.bucket !== input.Bucket || from.key !== input.Key) return
  const changed = [input.StorageClass, input.WebsiteRedirectLocation, input.ServerSideEncryption, input.ChecksumAlgorithm].some(
    (member) => member !== undefined,
  )
  if (input.MetadataDirective !== 'REPLACE' && !changed) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    )
  }
}
