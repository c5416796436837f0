import type { HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3'
import { type Operation, ServiceError } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { notFound } from '../errors.ts'
import { checkRead } from './conditions.ts'
import { describeObject } from './describe-object.ts'
import { keyOf } from './encryption.ts'
import { mustFindObject } from './object.ts'
import { refuseUnsupported } from './stored-headers.ts'

export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = (input, ctx) => {
  refuseUnsupported(input as never)
  try {
    mustFind(ctx, input.Bucket, input.ExpectedBucketOwner)
    const object = mustFindObject(ctx, input.Bucket, input.Key, input.VersionId)
    checkRead(object, input)
    const { answer } = describeObject(object, input)
    // A checksum tells of the bytes: whoever may not decrypt them does not get it.
    if (input.ChecksumMode === 'ENABLED') keyOf(ctx, object.protection)
    return answer
  } catch (error) {
    // A HEAD's answer has no body for a code: AWS's model knows NotFound alone.
    throw error instanceof ServiceError && error.httpStatus === 404 ? notFound() : error
  }
}
