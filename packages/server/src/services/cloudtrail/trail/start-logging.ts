import type { StartLoggingRequest, StartLoggingResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { newest } from '../event/event.store.ts'
import * as trails from './trail.store.ts'
import { mustFindHere } from './trail.ts'

/** From now on events are delivered; what happened while the trail did not log is not. */
export const startLogging: Operation<StartLoggingRequest, StartLoggingResponse> = (input, ctx) => {
  const trail = mustFindHere(ctx, input.Name)
  if (!trail.logging) trails.put(ctx.db, { ...trail, logging: true, startedMs: ctx.now.getTime(), delivered: newest(ctx.db) })
  return {}
}
