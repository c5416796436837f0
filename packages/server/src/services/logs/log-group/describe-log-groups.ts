import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import { logsLimits } from '../limits.ts'
import * as streams from '../log-stream/log-stream.store.ts'
import { groupNameOf } from '../names.ts'
import { readToken, writeToken } from '../tokens.ts'
import * as groups from './log-group.store.ts'
import { describe, type LogGroup } from './log-group.ts'

/** By name. Without a limit AWS answers 50 at most. */
export const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = (input, ctx) => {
  const { logGroupNamePrefix, logGroupNamePattern, logGroupClass, logGroupIdentifiers, nextToken, limit = logsLimits.pageNames } = input
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined)
    throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
  const answer = (found: readonly LogGroup[]) => found.map((group) => describe(ctx, group, streams.storedBytes(ctx, group.name)))
  if (logGroupIdentifiers) {
    const named = new Set(logGroupIdentifiers.map((logGroupIdentifier) => groupNameOf(ctx, { logGroupIdentifier })))
    return { logGroups: answer([...named].sort().flatMap((name) => groups.find(ctx, name) ?? [])) }
  }
  const [after] = nextToken === undefined ? [''] : readToken(nextToken, ['string'])
  const filter = { prefix: logGroupNamePrefix ?? '', pattern: logGroupNamePattern ?? '', logGroupClass, after: after as string }
  const found = groups.list(ctx, filter, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return { logGroups: answer(page), ...(found.length > limit && last && { nextToken: writeToken([last.name]) }) }
}
