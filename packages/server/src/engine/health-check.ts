/** Asks a serving process whether it is ready. */
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
