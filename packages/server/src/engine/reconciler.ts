/**
 * Makes wishes true: asks each kind's life to take its steps, for every resource that is not at rest. It keeps no state that matters:
 * after a restart it looks at everything unsettled again.
 */
import type { Engine, Life } from './life.ts'

export interface ReconcilerOptions {
  readonly engine: Engine
  readonly lives: readonly Life[]
  /** How often everything unsettled is looked at even when nobody says so. */
  readonly lookEveryMs: number
  /** First pause after an exception; doubled for each further one, up to `longestBackOffMs`. */
  readonly backOffMs: number
  readonly longestBackOffMs: number
  /** Resources advanced at the same time. */
  readonly parallel: number
  /** Hears of every exception that a life lets out: a bug, or a disk that is full. */
  logFailure(arn: string, error: unknown): void
  /** Waits; resolves early when the signal aborts. Injected, so that tests need no real time. */
  after(ms: number, work: () => void): () => void
}

export interface Reconciler {
  /** Looks at everything unsettled now, and from then on regularly. */
  start(): void
  /** A resource's wish or state may have changed. Kinds without a life are ignored. */
  wake(arn: string): void
  /** Resolves when no life is being advanced and none is due. For tests and for a quiet stop. */
  idle(): Promise<void>
  /**
   * No further steps are begun; resolves when those under way have ended and the lives watch nothing any more.
   * With `suspend`, what only serves is ended before.
   */
  stop(suspend?: boolean): Promise<void>
}

interface Resource {
  readonly arn: string
  readonly life: Life
  /** Among `due`. */
  queued: boolean
  advancing: boolean
  /** Woken while advancing: look again right after. */
  again: boolean
  failures: number
  cancelTimer: (() => void) | undefined
}

/** `arn:aws:sagemaker:region:account:training-job/name` → `training-job`. */
const kindOf = (arn: string): string => arn.split(':', 6)[5]?.split('/', 1)[0] ?? ''

/** Lets the life take its steps; answers when to look again by itself. Never throws. */
async function step(resource: Resource, { engine, logFailure, backOffMs, longestBackOffMs }: ReconcilerOptions): Promise<number | undefined> {
  try {
    const lookAfterMs = await resource.life.advance(resource.arn, engine)
    resource.failures = 0
    return lookAfterMs
  } catch (error) {
    logFailure(resource.arn, error)
    // A wake during the failure must not turn into a loop without a pause.
    resource.again = false
    return Math.min(backOffMs * 2 ** resource.failures++, longestBackOffMs)
  }
}

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { engine } = options
  const lives = new Map(options.lives.map((life) => [life.kind, life]))
  const resources = new Map<string, Resource>()
  const due: Resource[] = []
  let running = 0
  let stopped = false
  let cancelLook: (() => void) | undefined
  let idleWaiters: (() => void)[] = []

  const signalIdle = () => {
    if (running > 0 || (due.length > 0 && !stopped)) return
    const waiters = idleWaiters
    idleWaiters = []
    for (const resolve of waiters) resolve()
  }

  const pump = () => {
    while (!stopped && running < options.parallel && due.length > 0) advance(due.shift() as Resource)
    signalIdle()
  }

  const enqueue = (resource: Resource) => {
    resource.cancelTimer?.()
    resource.cancelTimer = undefined
    if (resource.advancing) resource.again = true
    else if (!resource.queued) {
      resource.queued = true
      due.push(resource)
    }
  }

  const lookAgainAfter = (resource: Resource, ms: number) => {
    resource.cancelTimer = options.after(ms, () => {
      resource.cancelTimer = undefined
      enqueue(resource)
      pump()
    })
  }

  const advance = async (resource: Resource) => {
    running++
    resource.queued = false
    resource.advancing = true
    resource.again = false
    const lookAfterMs = await step(resource, options)
    running--
    resource.advancing = false
    if (!stopped) {
      if (resource.again) enqueue(resource)
      else if (lookAfterMs !== undefined) lookAgainAfter(resource, lookAfterMs)
      else resources.delete(resource.arn)
    }
    pump()
  }

  const wake = (arn: string) => {
    const life = stopped ? undefined : lives.get(kindOf(arn))
    if (!life) return
    const resource = resources.get(arn) ?? { arn, life, queued: false, advancing: false, again: false, failures: 0, cancelTimer: undefined }
    resources.set(arn, resource)
    // While it backs off after a failure, only its own timer looks again.
    if (resource.failures > 0 && resource.cancelTimer) return
    enqueue(resource)
    // After the commit's own announcements, so that a burst of wakes is one look.
    queueMicrotask(pump)
  }

  const look = () => {
    for (const life of lives.values()) {
      try {
        for (const arn of life.unsettled(engine)) if (!resources.has(arn)) wake(arn)
      } catch (error) {
        options.logFailure(life.kind, error)
      }
    }
    if (!stopped) cancelLook = options.after(options.lookEveryMs, look)
  }

  return {
    start: look,
    wake,
    idle() {
      return new Promise((resolve) => {
        idleWaiters.push(resolve)
        queueMicrotask(signalIdle)
      })
    },
    async stop(suspend) {
      stopped = true
      cancelLook?.()
      for (const resource of resources.values()) resource.cancelTimer?.()
      await this.idle()
      if (suspend) await Promise.all([...lives.values()].map((life) => life.suspend?.(engine).catch((error: unknown) => options.logFailure(life.kind, error))))
      for (const life of lives.values()) life.close?.()
    },
  }
}
