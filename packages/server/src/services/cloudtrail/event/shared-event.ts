/** A call on another account's role is on record in both accounts; the role's owner learns which account it was, and no name (AWS: "Shared event IDs"). */
import type { Call } from '../../../operation.ts'
import type { TrailEvent } from './event-record.ts'

export interface SharedEvents {
  readonly own: TrailEvent
  /** In the account of the role. */
  readonly foreign: TrailEvent
}

/** Behind `recipientAccountId`, where AWS's records have it. */
function withShared(record: Readonly<Record<string, unknown>>, sharedEventID: string): string {
  const { eventCategory, ...before } = record
  return JSON.stringify({ ...before, sharedEventID, eventCategory })
}

export function sharedEvents(event: TrailEvent, call: Call, account: string, ids: { readonly eventId: string; readonly sharedEventId: string }): SharedEvents {
  const record = JSON.parse(event.record) as Readonly<Record<string, unknown>>
  const { principal } = call
  const foreign = {
    ...record,
    userIdentity: { type: 'AWSAccount', principalId: principal.userId, accountId: principal.account },
    eventID: ids.eventId,
    recipientAccountId: account,
  }
  return {
    own: { ...event, record: withShared(record, ids.sharedEventId) },
    foreign: {
      ...event,
      eventId: ids.eventId,
      account,
      username: '',
      accessKeyId: '',
      principal: principal.userId,
      record: withShared(foreign, ids.sharedEventId),
    },
  }
}
