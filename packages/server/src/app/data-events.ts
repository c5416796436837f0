/**
 * Data events in memory: counted by kind of use, and kept whole for trails that select them. They are written together every second:
 * kill -9 can lose one second of them, and an InvokeEndpoint pays for no transaction.
 */
import { uuid } from '../lib/ids.ts'
import type { Call, Database } from '../operation.ts'
import type { Use } from '../services/cloudtrail/event/event.store.ts'
import { type Happened, trailEventOf } from '../services/cloudtrail/event/event-record.ts'
import { trailLimits } from '../services/cloudtrail/limits.ts'
import { selectedByTrail } from '../services/cloudtrail/trail/selected-by-trail.ts'
import * as trails from '../services/cloudtrail/trail/trail.store.ts'
import { folderOf } from '../services/cloudtrail/use/folder-of.ts'
import * as uses from '../services/cloudtrail/use/use.store.ts'
import { createUseCounts } from '../services/cloudtrail/use/use-counts.ts'

export interface DataEvents {
  /** What a call used, to be counted. */
  used(call: Call, list: readonly Use[], atMs: number): void
  /** Keeps the event for the trails that select it. */
  deliver(happened: Omit<Happened, 'eventId'>): void
  /** A trail has changed. */
  forgetTrails(): void
  /** Whether some trail selects data events. */
  areSelected(): boolean
  /** Another number after each change of a trail. */
  version(): number
  /** What was used between two times (milliseconds), and is not written yet. */
  usesOf(account: string, principal: string, fromMs: number, toMs: number): Use[]
  flush(): void
  stop(): void
}

export interface DataEventsParts {
  readonly db: Database
  /** Runs it in the open transaction, or in one of its own. */
  write(work: () => void): void
  readonly now: () => Date
  log(line: string): void
}

const FLUSH_EVERY_MS = 1_000
/** Flushes between two looks for what is too old. */
const PRUNE_EVERY = 600

export function createDataEvents({ db, write, now, log }: DataEventsParts): DataEvents {
  const counts = createUseCounts()
  let waiting: { trail: string; region: string; record: string }[] = []
  let selecting: ReturnType<typeof trails.logging> | undefined
  let timer: NodeJS.Timeout | undefined
  let flushes = 0
  let version = 0
  const selectingTrails = () => {
    selecting ??= trails.logging(db).filter((trail) => selectedByTrail(trail).anyData)
    return selecting
  }

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const taken = counts.take()
    const sent = waiting
    waiting = []
    if (taken.length === 0 && sent.length === 0) return
    write(() => {
      uses.add(db, taken)
      if (sent.length > 0) trails.wait(db, sent, trailLimits.dataEventsWaiting)
      if (++flushes % PRUNE_EVERY === 1) uses.prune(db, now().getTime() - trailLimits.keptMs)
    })
  }

  const tryFlush = () => {
    try {
      flush()
    } catch (error) {
      log(`trail: ${(error as Error).stack}`)
    }
  }

  const flushSoon = () => {
    timer ??= setTimeout(tryFlush, FLUSH_EVERY_MS).unref()
  }

  return {
    used(call, list, atMs) {
      if (list.length === 0) return
      const { account, roleArn, arn } = call.principal
      for (const [action, resource, passedTo] of list) counts.note(account, roleArn ?? arn, action, folderOf(resource), atMs, passedTo)
      if (counts.size === trailLimits.usesInMemory) setImmediate(tryFlush)
      flushSoon()
    },
    deliver(happened) {
      for (const trail of selectingTrails()) {
        if (!selectedByTrail(trail).wantsCall(happened)) continue
        if (waiting.length >= trailLimits.dataEventsInMemory) waiting.shift()
        const { region, record } = trailEventOf({ ...happened, eventId: uuid() })
        waiting.push({ trail: trail.arn, region, record })
        flushSoon()
      }
    },
    forgetTrails() {
      selecting = undefined
      version += 1
    },
    areSelected: () => selectingTrails().length > 0,
    version: () => version,
    usesOf: counts.usesOf,
    flush,
    stop: () => clearTimeout(timer),
  }
}
