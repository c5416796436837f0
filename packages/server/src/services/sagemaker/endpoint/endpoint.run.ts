/** What brings an endpoint nearer to its wish: a pure plan. The engine takes the step, writes what came of it, and asks again. */
import type { Errand, Task } from '../training-job/training-job.run.ts'
import { type Endpoint, type Fleet, type Instance, instancesOf, type Variant } from './endpoint.ts'

/** What the engine sees of one instance. */
export interface SeenInstance {
  readonly task: Task
  /** The image prepared and the model unpacked. */
  readonly files: Errand
  /** Until the first 200 from /ping. */
  readonly ping: Errand
  /** Its requests finished and its process stopped. */
  readonly stop: Errand
  readonly following: boolean
  /** Fails when a process that was ready answers no more. */
  readonly watch: Errand
}

export interface Seen {
  readonly nowMs: number
  instance(instance: Instance): SeenInstance
}

export interface Limits {
  readonly startupMs: number
  readonly startupAttempts: number
  readonly processesPerVariant: number
}

export type Where = 'live' | 'next'

export type Step =
  | { readonly do: 'stop' | 'forget' | 'gather' | 'start' | 'follow' | 'ping' | 'healthy' | 'watch'; readonly instance: Instance; readonly variant?: Variant }
  | { readonly do: 'add' | 'retire'; readonly where: Where; readonly variant: Variant }
  /** Its process is gone, or hung: another one takes its place, after a while when it ends again and again. */
  | { readonly do: 'renew'; readonly instance: Instance; readonly afterMs: number; readonly hung?: string }
  | { readonly do: 'fail-next'; readonly reason: string }
  | { readonly do: 'switch' | 'settle' | 'remove' }

/** How many processes stand for a variant's instances. */
export const processesOf = (variant: Variant, limits: Limits): number => Math.min(variant.desiredCount, limits.processesPerVariant)

/** The one next step, or undefined when the engine must wait for something. Safe to take twice. */
export function nextStep(endpoint: Endpoint, seen: Seen, limits: Limits): Step | undefined {
  const { live, next, retired } = endpoint.state
  if (endpoint.status === 'Deleting') return wind([...retired, ...instancesOf(next), ...instancesOf(live)], seen) ?? done(endpoint)
  return (
    wind(retired, seen) ??
    (next && bringUp(next, 'next', seen, limits)) ??
    (live && bringUp(live, 'live', seen, limits)) ??
    (next && isUp(next, limits) ? { do: 'switch' } : undefined) ??
    (!next && live && endpoint.status === 'Updating' && isUp(live, limits) ? { do: 'settle' } : undefined)
  )
}

const done = ({ state }: Endpoint): Step | undefined =>
  state.retired.length + instancesOf(state.next).length + instancesOf(state.live).length === 0 ? { do: 'remove' } : undefined

/** Stops processes; all at the same time, because each takes as long as its last requests. */
function wind(instances: readonly Instance[], seen: Seen): Step | undefined {
  for (const instance of instances) {
    const { stop } = seen.instance(instance)
    if (stop.state === 'idle') return { do: 'stop', instance }
    if (stop.state !== 'running') return { do: 'forget', instance }
  }
  return undefined
}

const isUp = (fleet: Fleet, limits: Limits): boolean =>
  fleet.variants.every((variant) => variant.instances.length === processesOf(variant, limits) && variant.instances.every(({ healthy }) => healthy))

function bringUp(fleet: Fleet, where: Where, seen: Seen, limits: Limits): Step | undefined {
  for (const variant of fleet.variants) {
    const wanted = processesOf(variant, limits)
    if (variant.instances.length < wanted) return { do: 'add', where, variant }
    if (variant.instances.length > wanted) return { do: 'retire', where, variant }
    for (const instance of variant.instances) {
      const step = tend(instance, variant, where, seen, limits)
      if (step) return step
    }
  }
  return undefined
}

function tend(instance: Instance, variant: Variant, where: Where, seen: Seen, limits: Limits): Step | undefined {
  const { task, files, ping, following, watch } = seen.instance(instance)
  const giveUp = (reason: string): Step => (where === 'next' ? { do: 'fail-next', reason } : { do: 'renew', instance, afterMs: pauseMs(instance) })
  if (task.status === 'running') {
    if (instance.startedMs === undefined || !following) return { do: 'follow', instance, variant }
    if (instance.healthy && watch.state === 'failed') return { do: 'renew', instance, afterMs: pauseMs(instance), hung: watch.reason }
    if (instance.healthy) return watch.state === 'idle' ? { do: 'watch', instance } : undefined
    if (ping.state === 'done') return { do: 'healthy', instance }
    if (ping.state === 'failed') return giveUp(notHealthy(variant.name))
    return ping.state === 'idle' ? { do: 'ping', instance, variant } : undefined
  }
  if (task.status === 'exited' || instance.startedMs !== undefined) {
    const hopeless = instance.crashes + 1 >= limits.startupAttempts
    return hopeless ? giveUp(notHealthy(variant.name)) : { do: 'renew', instance, afterMs: pauseMs(instance) }
  }
  if (seen.nowMs < instance.notBeforeMs) return undefined
  if (files.state === 'failed') return giveUp(files.reason)
  if (files.state === 'done') return { do: 'start', instance, variant }
  return files.state === 'idle' ? { do: 'gather', instance, variant } : undefined
}

const LONGEST_PAUSE_MS = 30_000

/** At once after the first end, then longer and longer. */
export const pauseMs = ({ crashes }: Instance): number => (crashes === 0 ? 0 : Math.min(1_000 * 2 ** (crashes - 1), LONGEST_PAUSE_MS))

/** When to look again by itself: for instances that wait for their next start. */
export function nextLookMs({ state }: Endpoint, nowMs: number): number | undefined {
  const waits = [...instancesOf(state.live), ...instancesOf(state.next)].map(({ notBeforeMs }) => notBeforeMs - nowMs).filter((ms) => ms > 0)
  return waits.length > 0 ? Math.min(...waits) : undefined
}

export const startupMs = (variant: Variant, limits: Limits): number =>
  variant.startupTimeoutS === undefined ? limits.startupMs : variant.startupTimeoutS * 1000

const notHealthy = (variant: string): string =>
  `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`
