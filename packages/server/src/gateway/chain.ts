/**
 * The way of every request, in order. To understand the server, read this list; to add a concern, add a line.
 * A step adds to the exchange, or throws a ServiceError, which ends the way; so does an answer. The steps marked `always` run then too.
 */

import { ServiceError } from '../operation.ts'
import { admit } from './admit.ts'
import { authenticate } from './authenticate.ts'
import { dispatch } from './dispatch.ts'
import type { Exchange } from './exchange.ts'
import { identify } from './identify.ts'
import { proxied } from './proxied.ts'
import { read } from './read.ts'
import { record } from './record.ts'
import { refuse } from './refuse.ts'
import { respond } from './respond.ts'
import { settle } from './settle.ts'
import type { Tools } from './tools.ts'
import { unsigned } from './unsigned.ts'

export interface Link {
  readonly step: (exchange: Exchange, tools: Tools) => void | Promise<void>
  readonly always?: true
}

export const chain: readonly Link[] = [
  { step: refuse }, //                     malformed or ambiguous HTTP, what is over the limits
  { step: proxied }, //                    what came through the proxy for other hosts: the local mirror
  { step: admit }, //                      foreign hosts and origins
  { step: unsigned }, //                   the few things that answer without a signature: the list stands there
  { step: identify }, //                   which service, which region: from the signature's scope, the host, the target, the path
  { step: authenticate }, //               whose signature is it; up to here and in `read`, nothing touches the store
  { step: read }, //                       wire: bytes to a checked input
  { step: dispatch }, //                   may this principal do this to that (IAM), and the operation, in one transaction; a Describe may wait before
  { step: record, always: true }, //       the access log (CloudTrail's record commits with the operation)
  { step: settle, always: true }, //       what was seen is on the disk
  { step: respond, always: true }, //      wire: output or error to bytes
]

export async function goThrough(exchange: Exchange, tools: Tools): Promise<void> {
  for (const { step, always } of chain) {
    if (!always && (exchange.fault || exchange.answer || exchange.handedOver)) continue
    try {
      const waiting = step(exchange, tools)
      if (waiting) await waiting
    } catch (error) {
      exchange.fault = faultOf(exchange, error, tools)
    }
  }
}

/** Errors of ours and of the wire have a code and a status; anything else is a bug: a stack in the log, and no detail to the outside. */
export function faultOf(exchange: Exchange, error: unknown, tools: Tools): ServiceError {
  if (error instanceof Error && 'code' in error && 'httpStatus' in error) return error as ServiceError
  tools.log(`${exchange.id} ${exchange.service ?? ''} ${exchange.route?.operation ?? ''} failed: ${error instanceof Error ? error.stack : String(error)}`)
  return new ServiceError('InternalFailure', 'The request processing has failed because of an unknown error, exception or failure.', 500)
}
