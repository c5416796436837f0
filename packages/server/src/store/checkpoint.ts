import { Worker } from 'node:worker_threads'

export interface Checkpointer {
  /** Starts a checkpoint unless one is running. */
  request(): void
  /** Resolves when none is running. */
  idle(): Promise<void>
}

/**
 * Keeps the write-ahead log short. SQLite orders the disk itself: it syncs the log before it copies, and the database before the log is written from its start again,
 * so the barrier's descriptor (same file) stays right whatever happens here. `onFailure` hears of an I/O error; a busy database is none.
 */
export function createCheckpointer(file: string, onFailure: (error: Error) => void): Checkpointer {
  let running: Promise<void> | undefined
  return {
    request() {
      running ??= new Promise<void>((resolve) => {
        const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: file, resourceLimits: { maxOldGenerationSizeMb: 32 } })
        worker.on('error', (error) => {
          if (!/locked|busy/.test(error.message)) onFailure(error)
        })
        worker.on('exit', () => {
          running = undefined
          resolve()
        })
      })
    },
    async idle() {
      await running
    },
  }
}
