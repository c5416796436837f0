/** A log stream: the events of one source, in order. */
import type { LogStream as LogStreamOutput } from '@aws-sdk/client-cloudwatch-logs'
import type { Scope } from '../../../operation.ts'
import { logStreamArn } from '../names.ts'

export interface LogStream {
  /** Ours, never shown. */
  readonly id: number
  readonly group: string
  readonly name: string
  readonly createdAtMs: number
  readonly firstEventMs: number | undefined
  readonly lastEventMs: number | undefined
  readonly lastIngestionMs: number | undefined
  /** Number of the next event put; the order among events of one millisecond. */
  readonly nextSequence: number
  readonly storedBytes: number
}

/** AWS still answers a sequence token, and ignores what it is sent. */
export const sequenceToken = ({ id, nextSequence }: Pick<LogStream, 'id' | 'nextSequence'>): string =>
  `49${String(id).padStart(30, '0')}${String(nextSequence).padStart(24, '0')}`

/** `storedBytes` of a stream is always 0 on AWS, since 2019; the group's is right. */
export function describe(scope: Scope, stream: LogStream): LogStreamOutput {
  const { firstEventMs, lastEventMs, lastIngestionMs } = stream
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAtMs,
    ...(firstEventMs !== undefined && { firstEventTimestamp: firstEventMs }),
    ...(lastEventMs !== undefined && { lastEventTimestamp: lastEventMs }),
    ...(lastIngestionMs !== undefined && { lastIngestionTime: lastIngestionMs }),
    uploadSequenceToken: sequenceToken(stream),
    arn: logStreamArn(scope, stream.group, stream.name),
    storedBytes: 0,
  }
}
