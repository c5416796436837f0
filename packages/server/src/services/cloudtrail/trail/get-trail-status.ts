import type { GetTrailStatusRequest, GetTrailStatusResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { eventTime } from '../event/event-record.ts'
import { mustFind } from './trail.ts'

/** AWS tells times twice: as times, and as texts that are empty when there is none. */
export const getTrailStatus: Operation<GetTrailStatusRequest, GetTrailStatusResponse> = (input, ctx) => {
  const { logging, startedMs, stoppedMs, attemptedMs, deliveredMs, deliveryError } = mustFind(ctx, input.Name)
  const text = (ms: number | undefined) => (ms === undefined ? '' : eventTime(new Date(ms)))
  const time = <Name extends string>(name: Name, ms: number | undefined) => (ms === undefined ? {} : ({ [name]: new Date(ms) } as Record<Name, Date>))
  return {
    IsLogging: logging,
    ...(deliveryError === undefined ? {} : { LatestDeliveryError: deliveryError }),
    ...time('LatestDeliveryTime', deliveredMs),
    ...time('StartLoggingTime', startedMs),
    ...time('StopLoggingTime', stoppedMs),
    LatestDeliveryAttemptTime: text(attemptedMs),
    LatestNotificationAttemptTime: '',
    LatestNotificationAttemptSucceeded: '',
    LatestDeliveryAttemptSucceeded: text(deliveredMs),
    TimeLoggingStarted: text(startedMs),
    TimeLoggingStopped: text(stoppedMs),
  }
}
