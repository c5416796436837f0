import type { GetObjectOutput, GetObjectRequest } from '@aws-sdk/client-s3'
import type { StreamOperation } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { checkRead } from './conditions.ts'
import { describeObject } from './describe-object.ts'
import { keyOf } from './encryption.ts'
import { mustFindObject, piecesOf } from './object.ts'
import { refuseUnsupported } from './stored-headers.ts'

export const ownTransactions = true

/** The stream holds on to the bytes from the turn in which the record is read: an object deleted a moment later is still read whole. */
export const getObject: StreamOperation<GetObjectRequest, GetObjectOutput> = async (input, ctx) => {
  refuseUnsupported(input as never)
  return ctx.transact(() => {
    mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    const object = mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
    checkRead(object, input)
    const { answer, range } = describeObject(object, input)
    const key = keyOf(ctx, object.protection)
    return { ...answer, Body: ctx.objects.readAll(piecesOf(object.segments, range.start, range.end, key)) } as unknown as GetObjectOutput
  })
}
