import { createHash } from 'node:crypto'
import type { LookupAttributeKey, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail'
import type { Operation } from '../../../operation.ts'
import { invalidLookupAttributes, invalidNextToken, invalidTimeRange } from '../errors.ts'
import { trailLimits } from '../limits.ts'
import { before, type Candidate, type Place, recordOf } from './event.store.ts'

type Matches = (event: Candidate) => boolean

const by: Readonly<Record<LookupAttributeKey, (value: string) => Matches>> = {
  EventId: (value) => (event) => event.eventId === value,
  EventName: (value) => (event) => event.name === value,
  EventSource: (value) => (event) => event.source === value,
  ReadOnly: (value) => (event) => String(event.readOnly) === value,
  Username: (value) => (event) => event.username === value,
  AccessKeyId: (value) => (event) => event.accessKeyId === value,
  ResourceType: (value) => (event) => event.resources.some(([type]) => type === value),
  ResourceName: (value) => (event) => event.resources.some(([, name]) => name === value),
}

function matcher({ LookupAttributes = [] }: Pick<LookupEventsRequest, 'LookupAttributes'>): Matches {
  if (LookupAttributes.length > 1) throw invalidLookupAttributes('You can use only one lookup attribute at a time.')
  const [attribute] = LookupAttributes
  if (!attribute) return () => true
  const { AttributeKey: key, AttributeValue: value } = attribute
  const make = key && Object.hasOwn(by, key) ? by[key] : undefined
  if (!make || !value) throw invalidLookupAttributes('The lookup attribute is not valid.')
  if (key === 'ReadOnly' && value !== 'true' && value !== 'false') throw invalidLookupAttributes('The value of ReadOnly must be true or false.')
  return make(value)
}

/** A token counts only with the parameters it was given out for. */
const fingerprint = ({ LookupAttributes, StartTime, EndTime, EventCategory }: LookupEventsRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([LookupAttributes, StartTime, EndTime, EventCategory]))
    .digest('base64url')
    .slice(0, 16)

const writeToken = ({ atMs, sequence }: Place, print: string) => Buffer.from(JSON.stringify([atMs, sequence, print])).toString('base64url')

function readToken(token: string, print: string): Place {
  try {
    const [atMs, sequence, known] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]
    if (typeof atMs === 'number' && typeof sequence === 'number' && known === print) return { atMs, sequence }
  } catch {
    // Not ours: refused like any other foreign token.
  }
  throw invalidNextToken()
}

const CHUNK = 500

/** Management events of the last 90 days in the caller's account and region, newest first. A page may be short, or empty, and still have a next one. */
export const lookupEvents: Operation<LookupEventsRequest, LookupEventsResponse> = (input, ctx) => {
  const matches = matcher(input)
  const nowMs = ctx.now.getTime()
  const toMs = input.EndTime?.getTime() ?? nowMs
  const fromMs = Math.max(input.StartTime?.getTime() ?? 0, nowMs - trailLimits.keptMs)
  if (input.StartTime && input.StartTime.getTime() > toMs) throw invalidTimeRange()
  if (input.EventCategory === 'insight') return { Events: [] }
  const print = fingerprint(input)
  const limit = input.MaxResults ?? trailLimits.pageEvents
  // A time is meant to the second, as records tell it.
  let place: Place = input.NextToken === undefined ? { atMs: toMs + 1_000, sequence: 0 } : readToken(input.NextToken, print)
  const found: Candidate[] = []
  let more = true
  for (let scanned = 0; more && found.length < limit && scanned < trailLimits.scannedEvents; ) {
    const chunk = before(ctx, place, fromMs, CHUNK)
    more = chunk.length === CHUNK
    for (const event of chunk) {
      if (found.length === limit) {
        more = true
        break
      }
      place = event
      scanned++
      if (matches(event)) found.push(event)
    }
  }
  return {
    Events: found.map((event) => ({
      EventId: event.eventId,
      EventName: event.name,
      ReadOnly: String(event.readOnly),
      ...(event.accessKeyId ? { AccessKeyId: event.accessKeyId } : {}),
      EventTime: new Date(Math.floor(event.atMs / 1000) * 1000),
      EventSource: event.source,
      Username: event.username,
      Resources: event.resources.map(([ResourceType, ResourceName]) => ({ ResourceType, ResourceName })),
      CloudTrailEvent: recordOf(ctx.db, event.sequence),
    })),
    ...(more ? { NextToken: writeToken(place, print) } : {}),
  }
}
