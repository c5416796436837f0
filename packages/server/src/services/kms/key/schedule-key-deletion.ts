import type { ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { validation } from '../errors.ts'
import { MS_PER_DAY } from '../limits.ts'
import * as keys from './key.store.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'

const DEFAULT_DAYS = 30
const [LEAST_DAYS, MOST_DAYS] = [7, 30]

/** Until then the key can be used for nothing, and its deletion can be taken back. */
export const scheduleKeyDeletion: Operation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> = (input, ctx) => {
  const { PendingWindowInDays: days = DEFAULT_DAYS } = input
  if (days < LEAST_DAYS || days > MOST_DAYS) throw validation(`PendingWindowInDays must be between ${LEAST_DAYS} and ${MOST_DAYS}.`)
  const key = refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId))
  const deletionAt = new Date(ctx.now.getTime() + days * MS_PER_DAY)
  keys.put(ctx.db, { ...key, deletionAt })
  return { KeyId: key.arn, DeletionDate: deletionAt, KeyState: 'PendingDeletion', PendingWindowInDays: days }
}
