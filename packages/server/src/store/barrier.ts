/**
 * Durability is not the handlers' business: they commit without a sync, and every answer waits here until what it may have seen is on the disk.
 * One asynchronous fdatasync of the write-ahead log serves all who wait (group commit).
 */
import { fdatasync } from 'node:fs'
import { promisify } from 'node:util'

export type Sync = (fd: number) => Promise<void>

export const fdatasyncFile: Sync = promisify(fdatasync)

export interface Barrier {
  /** Tells that something was committed that is not yet known to be on the disk. */
  committed(): void
  /**
   * Resolves once everything committed before this call is on the disk; at once when it already is.
   * Rejects, and from then on for ever, when a sync has failed: after an error the kernel may have dropped the pages, and a second sync that succeeds proves nothing.
   */
  settle(): Promise<void>
  /** Makes every later `settle` reject: something else has shown that the disk cannot be trusted. */
  fail(cause: unknown): void
  /** Why nothing settles any more. */
  readonly failure: Error | undefined
  /** How many syncs have been made, for measurements. */
  readonly syncs: number
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

class StoreFailed extends Error {
  constructor(cause: unknown) {
    super('The disk refused to keep what was written. Nothing is acknowledged any more; restart the server when the disk is well.', { cause })
    this.name = 'StoreFailed'
  }
}

/** `fd` is a descriptor of the write-ahead log, which stays the same file while the database is open: SQLite resets it in place. */
export function createBarrier(fd: number, sync: Sync): Barrier {
  let committed = 0
  let durable = 0
  let running = false
  let syncs = 0
  let failure: Error | undefined
  let waiters: Waiter[] = []

  const failAll = (cause: unknown) => {
    failure ??= new StoreFailed(cause)
    const refused = waiters
    waiters = []
    for (const waiter of refused) waiter.reject(failure)
  }

  const run = async () => {
    const served = waiters
    const covers = committed
    waiters = []
    try {
      syncs++
      await sync(fd)
    } catch (error) {
      waiters = [...served, ...waiters]
      running = false
      failAll(error)
      return
    }
    if (failure) {
      for (const waiter of served) waiter.reject(failure)
      running = false
      return
    }
    durable = covers
    for (const waiter of served) waiter.resolve()
    running = false
    if (durable === committed) {
      // Whoever came while the sync ran, with nothing new to wait for, is served by it too.
      const late = waiters
      waiters = []
      for (const waiter of late) waiter.resolve()
    } else if (waiters.length > 0) start()
  }

  const start = () => {
    running = true
    // The rest of this turn of the loop may commit more: one sync will do for all of it.
    setImmediate(run)
  }

  return {
    committed() {
      committed++
    },
    settle() {
      if (failure) return Promise.reject(failure)
      if (durable === committed) return Promise.resolve()
      return new Promise((resolve, reject) => {
        waiters.push({ resolve, reject })
        if (!running) start()
      })
    },
    fail: failAll,
    get failure() {
      return failure
    },
    get syncs() {
      return syncs
    },
  }
}
