import type { UpdateTrailRequest, UpdateTrailResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { mustAcceptFiles } from './destination.ts'
import * as trails from './trail.store.ts'
import { checkDestination, mustFindHere, refuseOtherSettings, summary, type TrailRecord } from './trail.ts'

/** Changes what is named and leaves the rest. */
export const updateTrail: Operation<UpdateTrailRequest, UpdateTrailResponse> = (input, ctx) => {
  const trail = mustFindHere(ctx, input.Name)
  refuseOtherSettings({ ...input })
  const { settings } = trail
  const bucket = input.S3BucketName ?? settings.bucket
  const prefix = input.S3KeyPrefix ?? settings.prefix
  checkDestination(bucket, prefix)
  if (input.S3BucketName !== undefined || input.S3KeyPrefix !== undefined) mustAcceptFiles(ctx, trail.arn, bucket, prefix)
  const changed: TrailRecord = {
    ...trail,
    settings: {
      bucket,
      ...(prefix ? { prefix } : {}),
      global: input.IncludeGlobalServiceEvents ?? settings.global,
      multiRegion: input.IsMultiRegionTrail ?? settings.multiRegion,
    },
  }
  trails.put(ctx.db, changed)
  return summary(changed)
}
