import type { DeleteRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import * as groups from './log-group.store.ts'
import { requireLogGroup } from './require-log-group.ts'

/** Events are then kept for ever. */
export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyRequest, Record<string, never>> = ({ logGroupName }, ctx) => {
  requireLogGroup(ctx, logGroupName)
  groups.setRetention(ctx, logGroupName, undefined)
  return {}
}
