import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { freeBlobs } from '../free-blobs.ts'
import { checkKey } from '../names.ts'
import { parseTagging } from '../tags.ts'
import { checkWrite } from './conditions.ts'
import { encryptionFor } from './encryption.ts'
import { find, replace } from './object.store.ts'
import { checksumMembers, newContentId, quoted, type StoredObject, wholeSeconds } from './object.ts'
import { storeBody } from './store-body.ts'
import { headersOf, refuseUnsupported, storageClassOf } from './stored-headers.ts'

export const ownTransactions = true

/** Bytes first, then one transaction that makes them the object: until it commits, readers see what was there before. */
export const putObject: StreamOperation<PutObjectRequest, PutObjectOutput> = async (input, ctx) => {
  const { Bucket: bucket, Key: key } = input
  checkKey(key)
  refuseUnsupported(input)
  const headers = headersOf(input)
  const facts = { tags: parseTagging(input.Tagging), storageClass: storageClassOf(input) }
  const check = (when: 'first' | 'commit') => {
    const owned = mustFind(ctx, bucket, input.ExpectedBucketOwner)
    if (input.IfMatch !== undefined || input.IfNoneMatch !== undefined) checkWrite(key, find(ctx.db, bucket, key), input, when)
    return owned
  }
  const { headers: encryption, protection, key: dataKey } = ctx.transact(() => encryptionFor(ctx, check('first'), key, input))
  const { blob, algorithm, checksum } = await storeBody(ctx, input as never, { key: dataKey })
  const object: StoredObject = {
    ...facts,
    headers: { ...headers, ...encryption },
    bucket,
    key,
    id: newContentId(),
    etag: blob.md5,
    size: blob.size,
    modifiedAt: wholeSeconds(ctx.now),
    checksum: { algorithm, type: 'FULL_OBJECT', value: checksum },
    segments: [{ blob: blob.id, size: blob.size }],
    protection,
  }
  try {
    const freed = ctx.transact(() => {
      check('commit')
      return replace(ctx.db, object)
    })
    freeBlobs(ctx.objects, freed)
  } catch (error) {
    freeBlobs(ctx.objects, [blob.id])
    throw error
  }
  return { ETag: quoted(object.etag), ...checksumMembers(object.checksum), ...encryption } as PutObjectOutput
}
