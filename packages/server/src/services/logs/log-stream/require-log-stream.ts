import { streamNotFound } from '../errors.ts'
import type { Where } from '../log-group/log-group.store.ts'
import { requireLogGroup } from '../log-group/require-log-group.ts'
import * as streams from './log-stream.store.ts'
import type { LogStream } from './log-stream.ts'

/** Throws ResourceNotFoundException: for the group first, as AWS does. */
export function requireLogStream(where: Where, group: string, name: string): LogStream {
  requireLogGroup(where, group)
  const stream = streams.find(where, group, name)
  if (!stream) throw streamNotFound()
  return stream
}
