/** How long a notebook instance's parts may take, milliseconds, and how often they may fail. Tests pass shorter ones. */
export interface NotebookLimits {
  /** From the start of the Jupyter server to its first answer; a cold disk and uncompiled bytecode take their time. */
  readonly answerMs: number
  /** How often a starting server is asked. */
  readonly answerPollMs: number
  /** How long one question may take. */
  readonly questionMs: number
  /** From SIGTERM to SIGKILL: kernels get to end by themselves. */
  readonly stopGraceMs: number
  /** What one lifecycle script may take (AWS: five minutes). */
  readonly scriptMs: number
  /** What cloning one Git repository may take. */
  readonly cloneMs: number
  /** A Jupyter server that ends by itself is started again so often in a row. */
  readonly restarts: number
  /** After so long without an end of its own it counts as sound again. */
  readonly soundAfterMs: number
}

export const notebookLimits: NotebookLimits = {
  answerMs: 180_000,
  answerPollMs: 100,
  questionMs: 5_000,
  stopGraceMs: 30_000,
  scriptMs: 300_000,
  cloneMs: 300_000,
  restarts: 3,
  soundAfterMs: 600_000,
}

/** One line of the preparation's progress or of jupyter.log's answer head, characters. */
export const MAX_PREPARATION_LINE = 2_000
/** What an answer's first line may take, bytes. */
export const MAX_STATUS_LINE_BYTES = 4 * 1024
/** AWS's limit on FailureReason, characters. */
export const MAX_FAILURE_REASON = 1_024
