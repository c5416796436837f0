/** How long the preparation waits for what it does not control. Milliseconds. */
export const limits = {
  /** A Python that does not answer by then does not run. */
  probeMs: 20_000,
  /** Fetching uv (about 18 MB). */
  fetchUvMs: 300_000,
  /** Fetching and installing everything, on a slow line. */
  installMs: 3_600_000,
  /** How often to look whether another builder has finished. */
  lockPollMs: 500,
  /** Lines of a program's output that are kept for the sentence that explains its failure. */
  keptLines: 200,
} as const
