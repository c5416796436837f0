import type { PutRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import { MS_PER_DAY, retentionDays } from '../limits.ts'
import * as events from '../log-event/log-event.store.ts'
import * as streams from '../log-stream/log-stream.store.ts'
import * as groups from './log-group.store.ts'
import { requireLogGroup } from './require-log-group.ts'

export const putRetentionPolicy: Operation<PutRetentionPolicyRequest, Record<string, never>> = ({ logGroupName, retentionInDays }, ctx) => {
  if (!retentionDays.includes(retentionInDays))
    throw invalidParameter(
      `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentionDays.join(', ')}]`,
    )
  requireLogGroup(ctx, logGroupName)
  groups.setRetention(ctx, logGroupName, retentionInDays)
  const keptFrom = ctx.now.getTime() - retentionInDays * MS_PER_DAY
  for (const stream of streams.all(ctx, logGroupName)) events.removeBefore(ctx, stream.id, keptFrom)
  return {}
}
