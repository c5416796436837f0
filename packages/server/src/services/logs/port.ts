/** CloudWatch Logs for the house itself: `ctx.logs`. It makes what is missing and refuses nothing. */
import type { LogEvent } from '../../operation.ts'
import { logsLimits } from './limits.ts'
import { append } from './log-event/append.ts'
import * as groups from './log-group/log-group.store.ts'
import type { LogGroup } from './log-group/log-group.ts'
import * as streams from './log-stream/log-stream.store.ts'
import type { LogStream } from './log-stream/log-stream.ts'

type Where = groups.Where & { readonly now: Date }

/** A line too long for one event becomes several; a character is never cut in two. */
function pieces({ timestamp, message }: LogEvent): LogEvent[] {
  if (Buffer.byteLength(message) <= logsLimits.lineBytes) return [{ timestamp, message }]
  // A UTF-16 unit takes at most three bytes.
  const length = Math.floor(logsLimits.lineBytes / 3)
  const parts: LogEvent[] = []
  for (let at = 0; at < message.length; ) {
    const cut = at + length
    const whole = cut < message.length && (message.charCodeAt(cut - 1) & 0xfc00) === 0xd800 ? cut - 1 : cut
    parts.push({ timestamp, message: message.slice(at, whole) })
    at = whole
  }
  return parts
}

/** Events keep the order given: a time before its predecessor's becomes that one's. AWS has no empty events, so an empty line becomes a blank. */
function inOrder(events: readonly LogEvent[]): LogEvent[] {
  let latestMs = 0
  return events.flatMap(pieces).map(({ timestamp, message }) => {
    latestMs = Math.max(latestMs, timestamp)
    return { timestamp: latestMs, message: message === '' ? ' ' : message }
  })
}

/** Binds `ctx.logs` to a scope, a transaction and a time. */
export function logsPort(where: Where): { put(group: string, stream: string, events: readonly LogEvent[]): void } {
  return {
    put(group, stream, events) {
      const createdAtMs = where.now.getTime()
      groups.insert(where, { name: group, createdAtMs, retentionInDays: undefined, logGroupClass: 'STANDARD' })
      streams.insert(where, group, stream, createdAtMs)
      append(where, groups.find(where, group) as LogGroup, streams.find(where, group, stream) as LogStream, inOrder(events))
    },
  }
}
