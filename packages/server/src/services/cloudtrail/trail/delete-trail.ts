import type { DeleteTrailRequest, DeleteTrailResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import * as trails from './trail.store.ts'
import { mustFindHere } from './trail.ts'

/** What was delivered stays in its bucket. */
export const deleteTrail: Operation<DeleteTrailRequest, DeleteTrailResponse> = (input, ctx) => {
  const trail = mustFindHere(ctx, input.Name)
  trails.remove(ctx.db, trail)
  ctx.tags.drop(trail.arn)
  return {}
}
