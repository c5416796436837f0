import type { CreateTrailRequest, CreateTrailResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { tooManyTrails, trailExists } from '../errors.ts'
import { newest } from '../event/event.store.ts'
import { trailLimits } from '../limits.ts'
import { mustAcceptFiles } from './destination.ts'
import { mergeTags } from './tags.ts'
import * as trails from './trail.store.ts'
import { checkDestination, checkTrailName, refuseOtherSettings, summary, type TrailRecord, trailArn } from './trail.ts'

/** A trail logs only after StartLogging, and delivers what happens from then on. */
export const createTrail: Operation<CreateTrailRequest, CreateTrailResponse> = (input, ctx) => {
  const { Name: name, S3BucketName: bucket, S3KeyPrefix: prefix, IncludeGlobalServiceEvents: global = true, IsMultiRegionTrail: multiRegion = false } = input
  checkTrailName(name)
  checkDestination(bucket, prefix)
  refuseOtherSettings({ ...input })
  if (trails.find(ctx, name)) throw trailExists(name, ctx.account)
  const here = trails.ofAccount(ctx.db, ctx.account).filter(({ region }) => region === ctx.region)
  if (here.length >= trailLimits.trailsPerRegion) throw tooManyTrails(ctx.account, trailLimits.trailsPerRegion)
  mustAcceptFiles(ctx, trailArn(ctx, name), bucket, prefix)
  const trail: TrailRecord = {
    account: ctx.account,
    region: ctx.region,
    name,
    arn: trailArn(ctx, name),
    settings: { bucket, ...(prefix ? { prefix } : {}), global, multiRegion },
    logging: false,
    delivered: newest(ctx.db),
  }
  trails.put(ctx.db, trail)
  mergeTags(ctx, trail.arn, input.TagsList)
  return summary(trail)
}
