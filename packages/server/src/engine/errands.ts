/** Work that goes on beside a life's steps (a download, an upload, a health check): begun once for a key, its end wakes the resource. Forgotten by a restart. */
import type { Errand } from '../services/sagemaker/training-job/training-job.run.ts'

export interface Errands {
  look<Value>(key: string): Errand<Value>
  /** Begins the work unless it runs already. `onEnd` is called after the errand can be seen as done or failed. A failure's reason is its message. */
  begin<Value>(key: string, work: (signal: AbortSignal) => Promise<Value>, onEnd: () => void): void
  /** Asks the work to end; resolves when it has. It is then seen as failed, unless it was done before. */
  cancel(key: string): Promise<void>
  /** Cancels and forgets every errand whose key begins so. */
  forget(prefix: string): void
}

interface Running {
  errand: Errand<never>
  readonly abort: AbortController
  ended: Promise<void>
}

export function createErrands(): Errands {
  const known = new Map<string, Running>()
  return {
    look: (key) => known.get(key)?.errand ?? { state: 'idle' },
    begin(key, work, onEnd) {
      if (known.get(key)?.errand.state === 'running') return
      const entry: Running = { errand: { state: 'running' }, abort: new AbortController(), ended: Promise.resolve() }
      known.set(key, entry)
      const settle = (errand: Errand) => {
        entry.errand = errand as Errand<never>
        if (known.get(key) === entry) onEnd()
      }
      entry.ended = work(entry.abort.signal).then(
        (value) => settle({ state: 'done', value }),
        (error: Error) => settle({ state: 'failed', reason: error.message }),
      )
    },
    async cancel(key) {
      known.get(key)?.abort.abort()
      await known.get(key)?.ended
    },
    forget(prefix) {
      for (const [key, { abort }] of known) {
        if (!key.startsWith(prefix)) continue
        abort.abort()
        known.delete(key)
      }
    },
  }
}
