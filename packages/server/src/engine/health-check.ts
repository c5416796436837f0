/** Asks a serving process whether it is ready, and later whether it still answers. */
import { setTimeout as after } from 'node:timers/promises'
import { FrameClient } from './frame-client.ts'
import { PING_TIMEOUT_MS } from './limits.ts'

/** A process that is just starting is asked often, one that takes its time seldom. */
const PAUSE_MS = { first: 15, longest: 500 } as const

/** Resolves at the first 200 from /ping; rejects when there was none within `timeoutMs`, or the signal aborts. */
export async function waitForPing(socket: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const client = new FrameClient(socket)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    for (let pauseMs: number = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 1.5, PAUSE_MS.longest)) {
      const answer = await client.request({ path: '/ping' }, new Uint8Array(0), PING_TIMEOUT_MS).catch(() => undefined)
      if (answer?.head.status === 200) return
      await after(pauseMs, undefined, { signal: deadline })
    }
  } finally {
    client.close()
  }
}

/** When a process that does not answer counts as hung. Milliseconds. */
export interface WatchLimits {
  readonly everyMs: number
  readonly timeoutMs: number
  /** Without an answer for so long, and nothing to do. */
  readonly idleMs: number
  /** The same while requests wait for it: a program that takes one request at a time answers no ping meanwhile. */
  readonly busyMs: number
}

export interface Watched {
  /** Resolves with /ping's status; rejects when there is none in time. */
  ping(): Promise<number>
  /** Whether requests wait for it. */
  busy(): boolean
  monotonicMs(): number
  pause(ms: number): Promise<unknown>
}

/** A machine that slept wakes up with old answers: one missing answer says nothing. */
const MISSED_AT_LEAST = 3

/** Asks again and again; rejects when the process has hung, or when `pause` does. */
export async function watchPing({ ping, busy, monotonicMs, pause }: Watched, limits: WatchLimits): Promise<never> {
  let answeredMs = monotonicMs()
  for (let missed = 0; ; await pause(limits.everyMs)) {
    const status = await ping().catch(() => 0)
    if (status === 200) {
      answeredMs = monotonicMs()
      missed = 0
      continue
    }
    missed++
    const silentMs = monotonicMs() - answeredMs
    if (missed >= MISSED_AT_LEAST && silentMs >= (busy() ? limits.busyMs : limits.idleMs)) {
      throw new Error(`no good answer to /ping for ${Math.round(silentMs / 1000)} s`)
    }
  }
}

/** Watches the process behind a socket with a connection of its own, until the signal aborts or it has hung. */
export async function watchProcess(
  socket: string,
  { busy, monotonicMs, limits, signal }: Pick<Watched, 'busy' | 'monotonicMs'> & { readonly limits: WatchLimits; readonly signal: AbortSignal },
): Promise<void> {
  const client = new FrameClient(socket)
  try {
    await watchPing(
      {
        ping: async () => (await client.request({ path: '/ping' }, new Uint8Array(0), limits.timeoutMs)).head.status,
        busy,
        monotonicMs,
        pause: (ms) => after(ms, undefined, { signal, ref: false }),
      },
      limits,
    )
  } finally {
    client.close()
  }
}
