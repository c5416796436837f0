/** The only place that reads the machine's clock. Everything else is handed a time, so that tests can choose it. */
export interface Clock {
  now(): Date
  /** Milliseconds that only grow, for measuring durations; unrelated to the time of day. */
  monotonicMs(): number
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
}
