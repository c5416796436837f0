import type { ListTrailsRequest, ListTrailsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import * as trails from './trail.store.ts'

/** All trails of the account, whatever their region: an account has few, so that one page holds them. */
export const listTrails: Operation<ListTrailsRequest, ListTrailsResponse> = (_input, ctx) => ({
  Trails: trails.ofAccount(ctx.db, ctx.account).map(({ arn, name, region }) => ({ TrailARN: arn, Name: name, HomeRegion: region })),
})
