/** A log group: a name under which streams stand together, and how long their events are kept. */
import type { LogGroupClass, LogGroup as LogGroupOutput } from '@aws-sdk/client-cloudwatch-logs'
import type { Scope } from '../../../operation.ts'
import { MS_PER_DAY } from '../limits.ts'
import { logGroupArn } from '../names.ts'

export interface LogGroup {
  readonly name: string
  readonly createdAtMs: number
  readonly retentionInDays: number | undefined
  readonly logGroupClass: string
}

/** Events before this instant (epoch milliseconds) are gone. */
export const keptFromMs = ({ retentionInDays }: LogGroup, now: Date): number =>
  retentionInDays === undefined ? 0 : Math.max(0, now.getTime() - retentionInDays * MS_PER_DAY)

export function describe(scope: Scope, group: LogGroup, storedBytes: number): LogGroupOutput {
  const arn = logGroupArn(scope, group.name)
  return {
    logGroupName: group.name,
    creationTime: group.createdAtMs,
    ...(group.retentionInDays !== undefined && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes,
    logGroupClass: group.logGroupClass as LogGroupClass,
    logGroupArn: arn,
  }
}
