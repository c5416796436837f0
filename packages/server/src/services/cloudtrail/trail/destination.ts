/** Whether CloudTrail could put files into a trail's bucket. */
import type { Context } from '../../../operation.ts'
import { bucketMissing, insufficientBucketPolicy } from '../errors.ts'

/** Throws S3BucketDoesNotExistException, or InsufficientS3BucketPolicyException unless the bucket's policy lets CloudTrail in. */
export function mustAcceptFiles(ctx: Context, trailArn: string, bucket: string, prefix: string | undefined): void {
  const found = ctx.trail.destination(trailArn, bucket, prefix)
  if (found === 'missing') throw bucketMissing(bucket)
  if (found === 'refused') throw insufficientBucketPolicy(bucket)
}
