import type { PutLogEventsRequest, PutLogEventsResponse, RejectedLogEventsInfo } from '@aws-sdk/client-cloudwatch-logs'
import type { LogEvent, Operation } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import { logsLimits } from '../limits.ts'
import { keptFromMs, type LogGroup } from '../log-group/log-group.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import { sequenceToken } from '../log-stream/log-stream.ts'
import { requireLogStream } from '../log-stream/require-log-stream.ts'
import { append, eventBytes } from './append.ts'

/** AWS's rules for a batch, in its words. */
function checkBatch(batch: readonly LogEvent[]): void {
  const bytes = batch.reduce((sum, { message }) => sum + eventBytes(message), 0)
  if (bytes > logsLimits.batchBytes) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${logsLimits.batchBytes}`)
  if (batch.some((event, index) => index > 0 && event.timestamp < (batch[index - 1] as LogEvent).timestamp))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.')
  const spanMs = (batch.at(-1)?.timestamp ?? 0) - (batch[0]?.timestamp ?? 0)
  if (spanMs > logsLimits.batchSpanMs) throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.')
}

interface Sorted {
  readonly kept: readonly LogEvent[]
  readonly rejected: RejectedLogEventsInfo | undefined
}

/** Events of a batch are in order, so what is too old stands at its begin and what is too new at its end. End indexes are exclusive, the start index inclusive. */
export function sortByAge(batch: readonly LogEvent[], group: LogGroup, now: Date): Sorted {
  const nowMs = now.getTime()
  const olderThan = (ms: number) => batch.filter(({ timestamp }) => timestamp < ms).length
  const tooOld = olderThan(nowMs - logsLimits.pastMs)
  const expired = olderThan(keptFromMs(group, now))
  const tooNew = olderThan(nowMs + logsLimits.futureMs + 1)
  const kept = batch.slice(Math.max(tooOld, expired), tooNew)
  if (kept.length === batch.length) return { kept, rejected: undefined }
  const rejected = {
    ...(tooNew < batch.length && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  }
  return { kept, rejected }
}

/** Sequence tokens are ignored, as AWS has done since 2023. */
export const putLogEvents: Operation<PutLogEventsRequest, PutLogEventsResponse> = ({ logGroupName, logStreamName, logEvents }, ctx) => {
  const batch = logEvents as readonly LogEvent[]
  checkBatch(batch)
  const group = requireLogGroup(ctx, logGroupName)
  const stream = requireLogStream(ctx, logGroupName, logStreamName)
  const { kept, rejected } = sortByAge(batch, group, ctx.now)
  const nextSequence = append(ctx, group, stream, kept)
  return { nextSequenceToken: sequenceToken({ id: stream.id, nextSequence }), ...(rejected && { rejectedLogEventsInfo: rejected }) }
}
