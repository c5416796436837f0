/** Who waits for which resource. Change notices carry no news: whoever is told looks again. */
export interface Changes {
  /** Tells everyone who waits for this resource, and everyone who listens to all. */
  announce(arn: string): void
  /** Resolves true at the resource's next change, false when `signal` aborts first. Nothing is missed between this call and its await. */
  next(arn: string, signal: AbortSignal): Promise<boolean>
  /** Calls back for every change; returns a function that ends it. */
  listen(listener: (arn: string) => void): () => void
}

export function createChanges(): Changes {
  const waiting = new Map<string, Set<() => void>>()
  const listeners = new Set<(arn: string) => void>()
  return {
    announce(arn) {
      for (const listener of listeners) listener(arn)
      const waiters = waiting.get(arn)
      if (!waiters) return
      waiting.delete(arn)
      for (const wake of waiters) wake()
    },
    next(arn, signal) {
      if (signal.aborted) return Promise.resolve(false)
      return new Promise((resolve) => {
        const waiters = waiting.get(arn) ?? new Set()
        waiting.set(arn, waiters)
        const finish = (changed: boolean) => {
          signal.removeEventListener('abort', onAbort)
          waiters.delete(wake)
          if (waiters.size === 0 && waiting.get(arn) === waiters) waiting.delete(arn)
          resolve(changed)
        }
        const wake = () => finish(true)
        const onAbort = () => finish(false)
        waiters.add(wake)
        signal.addEventListener('abort', onAbort, { once: true })
      })
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
