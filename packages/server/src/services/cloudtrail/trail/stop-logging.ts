import type { StopLoggingRequest, StopLoggingResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import * as trails from './trail.store.ts'
import { mustFindHere } from './trail.ts'

export const stopLogging: Operation<StopLoggingRequest, StopLoggingResponse> = (input, ctx) => {
  const trail = mustFindHere(ctx, input.Name)
  if (trail.logging) trails.put(ctx.db, { ...trail, logging: false, stoppedMs: ctx.now.getTime() })
  return {}
}
