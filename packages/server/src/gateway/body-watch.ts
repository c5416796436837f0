/** Ends requests whose body comes too slowly. It takes the place of a total time, which would cut long uploads. */
import type { IncomingMessage } from 'node:http'
import type { Limits } from './limits.ts'

interface Watched {
  bytesAtLastLook: number
}

export interface BodyWatch {
  watch(request: IncomingMessage): void
  close(): void
}

/** `every` calls back at regular times until the returned function is called. */
export function createBodyWatch(
  limits: Pick<Limits, 'bodyBytesPerSecond' | 'bodyWindowMs'>,
  every: (ms: number, callback: () => void) => () => void,
): BodyWatch {
  const watched = new Map<IncomingMessage, Watched>()
  const least = (limits.bodyBytesPerSecond * limits.bodyWindowMs) / 1000
  const stop = every(limits.bodyWindowMs, () => {
    for (const [request, state] of watched) {
      const read = request.socket.bytesRead
      // Who waits for us (back pressure) is not slow.
      const ours = request.isPaused() || request.readableLength > 0
      if (!ours && read - state.bytesAtLastLook < least) request.destroy()
      state.bytesAtLastLook = read
    }
  })
  return {
    watch(request) {
      // The first window may be a short one; it starts with credit for a whole window.
      watched.set(request, { bytesAtLastLook: request.socket.bytesRead - least })
      const forget = () => watched.delete(request)
      request.once('end', forget)
      request.once('close', forget)
    },
    close: stop,
  }
}
