/** Who guesses waits longer each time. Kept in memory: after a restart the guessing starts anew, and so does the cost of a restart. */

export interface BackOffOptions {
  /** Failures that cost nothing. */
  readonly freeFailures: number
  /** The wait after the next one; it doubles with each further failure. */
  readonly firstMs: number
  readonly longestMs: number
  /** Without a failure for so long, all is forgotten. */
  readonly forgetMs: number
  /** How many names are remembered; the oldest go first. */
  readonly names: number
}

export interface BackOff {
  /** How long `name` must still wait, milliseconds; 0: not at all. */
  waitMs(name: string, nowMs: number): number
  failed(name: string, nowMs: number): void
  succeeded(name: string): void
}

export function createBackOff(options: BackOffOptions): BackOff {
  const { freeFailures, firstMs, longestMs, forgetMs, names } = options
  const known = new Map<string, { failures: number; lastMs: number; untilMs: number }>()
  const current = (name: string, nowMs: number) => {
    const entry = known.get(name)
    return entry && nowMs - entry.lastMs < forgetMs ? entry : undefined
  }
  return {
    waitMs: (name, nowMs) => Math.max(0, (current(name, nowMs)?.untilMs ?? 0) - nowMs),
    failed(name, nowMs) {
      const failures = (current(name, nowMs)?.failures ?? 0) + 1
      const over = failures - freeFailures
      const wait = over <= 0 ? 0 : Math.min(longestMs, firstMs * 2 ** Math.min(over - 1, 40))
      // Whoever failed last goes to the end: a flood of new names pushes out the quiet ones first.
      known.delete(name)
      if (known.size >= names) known.delete(known.keys().next().value as string)
      known.set(name, { failures, lastMs: nowMs, untilMs: wait === 0 ? 0 : nowMs + wait })
    },
    succeeded: (name) => void known.delete(name),
  }
}
