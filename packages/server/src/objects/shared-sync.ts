/** Puts that ask for the same costly barrier at the same time share it. */

/**
 * Wraps `sync` so that calls made while one run is under way share the next run. Whoever waits is covered by a run that began after it asked;
 * a run that fails fails for all who shared it (a failed fsync is never tried again and called durable).
 */
export function shareSync(sync: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= running.then(() => {
      const run = sync()
      next = undefined
      running = run.catch(() => undefined)
      return run
    })
    return next
  }
}
