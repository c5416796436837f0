/**
 * Every call on record. Management events commit with the operation; where it failed, or has transactions of its own, right after it and before the answer leaves.
 * Data events are counted (`data-events.ts`).
 */
import type { Request } from '../dispatcher.ts'
import { uuid } from '../lib/ids.ts'
import type { Call, PermissionUse, Principal, ServiceError, TemporaryCredentials } from '../operation.ts'
import { categoryOf } from '../services/cloudtrail/event/classify.ts'
import { type ConsoleLogin, consoleLogin, switchedRole } from '../services/cloudtrail/event/console-sign-in.ts'
import * as events from '../services/cloudtrail/event/event.store.ts'
import { trailEventOf } from '../services/cloudtrail/event/event-record.ts'
import { serviceAssumedRole } from '../services/cloudtrail/event/service-assumed-role.ts'
import { sharedEvents } from '../services/cloudtrail/event/shared-event.ts'
import { folderOf } from '../services/cloudtrail/use/folder-of.ts'
import * as uses from '../services/cloudtrail/use/use.store.ts'
import type { Store } from '../store/store.ts'
import { createDataEvents } from './data-events.ts'

export type Outcome = { readonly output: unknown } | { readonly error: ServiceError }

export interface AssumedRole {
  readonly service: string
  readonly principal: Principal
  readonly region: string
  readonly durationSeconds: number
  readonly credentials?: TemporaryCredentials
}

export interface TrailRecorder {
  /** IAM allowed the call this; `passedTo` is the service of a passed role. Costs next to nothing. */
  allowed(call: Call, action: string, resource: string, passedTo?: string): void
  /** A role was used by a service without any call: its log lines, its metrics. */
  used(call: Call, action: string, resource: string): void
  /** A call has ended. */
  record(request: Request, outcome: Outcome): void
  /** A call that was part of another has failed, and the other's transaction will be rolled back: it is put on record with the other. */
  recordLater(outer: Call, request: Request, outcome: Outcome): void
  /** A service has taken a role on. Without credentials of its own it is told once an hour for each role and session. */
  assumedRole(assumed: AssumedRole): void
  /** Somebody signed in with a password, or tried to. */
  signedIn(login: Omit<ConsoleLogin, 'at' | 'eventId'>): void
  /** What a role or user was allowed and did between two times. */
  uses(account: string, principal: string, from: Date, to: Date): PermissionUse[]
  /** Whether some trail selects data events; another number after each change of a trail. */
  dataIsSelected(): boolean
  version(): number
  /** Writes what waits in memory. */
  flush(): void
  stop(): void
}

export interface TrailRecorderParts {
  readonly store: Store
  readonly now: () => Date
  /** For events of calls that have no region. */
  readonly region: string
  log(line: string): void
}

/** CloudTrail's own calls are its work, not someone's use. */
export const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

const ASSUMED_AGAIN_MS = 3_600_000
const MAX_ASSUMED = 1_000
const MANY_USES = 16

const nothing: readonly events.Use[] = []

/** Says of each role and session whether it is time to tell again that a service has taken it on. */
function createReminder(): (key: string, atMs: number) => boolean {
  const told = new Map<string, number>()
  return (key, atMs) => {
    if (atMs - (told.get(key) ?? Number.NEGATIVE_INFINITY) < ASSUMED_AGAIN_MS) return false
    if (told.size >= MAX_ASSUMED) told.delete(told.keys().next().value as string)
    told.set(key, atMs)
    return true
  }
}

/** Objects by their folders, each use once. */
const distinct = (list: readonly events.Use[]): readonly events.Use[] =>
  list.length === 0
    ? list
    : [
        ...new Map(
          list.map(([action, resource, ...to]) => [`${action} ${folderOf(resource)} ${to[0]}`, [action, folderOf(resource), ...to] as events.Use]),
        ).values(),
      ]

interface AssumedByConsole {
  readonly Credentials?: { readonly AccessKeyId?: string }
  readonly AssumedRoleUser?: { readonly AssumedRoleId?: string; readonly Arn?: string }
}

/** In the console, somebody who signed in and takes on a role has switched to it. */
function switchIn({ origin, principal }: Call, { Credentials, AssumedRoleUser }: AssumedByConsole): { principal: Principal; accessKeyId: string } | undefined {
  const { Arn: arn, AssumedRoleId: userId } = AssumedRoleUser ?? {}
  if (principal.signInId === undefined || !/^https?:\/\/console\.localhost(:\d+)?$/.test(origin) || arn === undefined || userId === undefined) return undefined
  const [, , , , account = '', resource = ''] = arn.split(':')
  const roleArn = `arn:aws:iam::${account}:role/${resource.split('/')[1]}`
  return {
    principal: { kind: 'assumed-role', account, arn, userId, roleArn, issuedAtMs: principal.issuedAtMs ?? 0 },
    accessKeyId: Credentials?.AccessKeyId ?? '',
  }
}

export function createTrailRecorder({ store, now, region, log }: TrailRecorderParts): TrailRecorder {
  const { db } = store
  const write = (work: () => void) => (db.raw.isTransaction ? work() : store.transact(work))
  const data = createDataEvents({ db, write, now, log })
  const allowedBy = new WeakMap<Call, events.Use[]>()
  const isNews = createReminder()
  const later = new WeakMap<Call, [Request, Outcome][]>()

  const recorder: TrailRecorder = {
    allowed(call, action, resource, passedTo) {
      const use: events.Use = passedTo === undefined ? [action, resource] : [action, resource, passedTo]
      const known = allowedBy.get(call)
      if (!known) allowedBy.set(call, [use])
      // A Describe that waits is authorised twice; calls about many objects have long lists, in which nothing is looked for.
      else if (known.length > MANY_USES || !known.some(([one, other]) => one === action && other === resource)) known.push(use)
    },
    used: (call, action, resource) => data.used(call, [[action, resource]], now().getTime()),
    record({ service, operation, input, call, region }, outcome) {
      const inner = later.get(call) ?? []
      later.delete(call)
      for (const waiting of inner) recorder.record(...waiting)
      if (call.invokedBy === CLOUDTRAIL) return
      // A refused call did nothing, whatever it was allowed before the refusal.
      const list = 'error' in outcome && /^AccessDenied|^UnauthorizedOperation$/.test(outcome.error.code) ? nothing : (allowedBy.get(call) ?? nothing)
      const category = categoryOf(service, operation, input)
      const at = now()
      const happened = { service, operation, input, call, region, at, ...outcome }
      if (category !== 'management') {
        data.used(call, list, at.getTime())
        if (category === 'data') data.deliver(happened)
        return
      }
      if (service === 'cloudtrail') data.forgetTrails()
      const switched = service === 'sts' && operation === 'AssumeRole' && 'output' in outcome ? switchIn(call, outcome.output as AssumedByConsole) : undefined
      write(() => {
        const event = trailEventOf({ ...happened, eventId: uuid() })
        const owner = service === 'sts' && 'output' in outcome && typeof input.RoleArn === 'string' ? input.RoleArn.split(':')[4] : undefined
        if (owner === undefined || owner === call.principal.account) events.insert(db, event, distinct(list))
        else {
          const { own, foreign } = sharedEvents(event, call, owner, { eventId: uuid(), sharedEventId: uuid() })
          events.insert(db, own, distinct(list))
          events.insert(db, foreign, nothing)
        }
        if (switched) events.insert(db, switchedRole({ call, ...switched, at, eventId: uuid() }), nothing)
      })
    },
    recordLater(outer, request, outcome) {
      later.set(outer, [...(later.get(outer) ?? []), [request, outcome]])
    },
    signedIn(login) {
      const event = consoleLogin({ ...login, at: now(), eventId: uuid() })
      write(() => events.insert(db, event, nothing))
    },
    assumedRole({ service, principal, durationSeconds, credentials, ...where }) {
      const at = now()
      if (!credentials && !isNews(`${service} ${principal.arn}`, at.getTime())) return
      const ids = { eventId: uuid(), requestId: uuid(), sharedEventId: uuid() }
      const event = serviceAssumedRole({
        service,
        principal,
        region: where.region || region,
        at,
        durationSeconds,
        ...(credentials ? { credentials } : {}),
        ...ids,
      })
      write(() => events.insert(db, event, nothing))
    },
    uses(account, principal, from, to) {
      const [fromMs, toMs] = [from.getTime(), to.getTime()]
      const stored = [...events.usesOf(db, account, principal, fromMs, toMs), ...uses.usesOf(db, account, principal, fromMs, toMs)]
      return [...stored, ...data.usesOf(account, principal, fromMs, toMs)].map(([action, resource, passedTo]) => ({
        action,
        resource,
        ...(passedTo === undefined ? {} : { passedTo }),
      }))
    },
    dataIsSelected: data.areSelected,
    version: data.version,
    flush: data.flush,
    stop: data.stop,
  }
  return recorder
}
