import type { DescribeTrailsRequest, DescribeTrailsResponse } from '@aws-sdk/client-cloudtrail'
import { type Operation, ServiceError } from '../../../operation.ts'
import * as trails from './trail.store.ts'
import { describe, mustFind, type TrailRecord } from './trail.ts'

/** The named trails (unknown names are left out, as on AWS), or all of the region, with those of other regions that cover it unless told otherwise. */
export const describeTrails: Operation<DescribeTrailsRequest, DescribeTrailsResponse> = (input, ctx) => {
  const { trailNameList: names = [], includeShadowTrails: shadows = true } = input
  const isShown = (trail: TrailRecord) => trail.region === ctx.region || (shadows && trail.settings.multiRegion)
  if (names.length === 0) return { trailList: trails.ofAccount(ctx.db, ctx.account).filter(isShown).map(describe) }
  const found = names.flatMap((name) => {
    try {
      return [mustFind(ctx, name)]
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'TrailNotFoundException') return []
      throw error
    }
  })
  return { trailList: found.filter(isShown).map(describe) }
}
