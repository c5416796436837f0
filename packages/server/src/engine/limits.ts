/** Bounds on what jobs and endpoints may do to the server. Bytes, milliseconds, counts. */

const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB

/** CloudWatch Logs' largest event less its own 26 bytes; longer lines are cut into several. */
export const MAX_LOG_LINE_BYTES = 256 * KIB - 26
/** One transaction takes at most this much of a process's output. */
export const MAX_LOG_BATCH_BYTES = 1 * MIB
/** How often the output of a running process is looked at: soon after it wrote, seldom when it is silent. */
export const LOG_LOOK_MS = { soonest: 40, latest: 1_000 } as const

/** AWS reads so many characters of /opt/ml/output/failure; a character has at most 4 bytes. */
export const MAX_FAILURE_FILE_BYTES = 4 * 1024
/** What is kept of a preparation's stderr, for its last line. */
export const MAX_PREPARE_STDERR_BYTES = 64 * KIB

/** Inputs of a training job. */
export const MAX_STAGED_OBJECTS = 1_000_000
export const MAX_MANIFEST_BYTES = 64 * MIB

/** How often a running job's checkpoints are copied to S3. */
export const CHECKPOINT_SYNC_MS = 1_000

/** A model.tar.gz is a stranger's file. */
export const ARCHIVE = {
  maxBytes: 20 * GIB,
  /** Unpacked against packed, beyond the first `ratioFloorBytes`. */
  maxRatio: 1_000,
  ratioFloorBytes: 64 * MIB,
  maxMembers: 100_000,
  maxDepth: 32,
  maxPathBytes: 1_024,
} as const

/** SIGTERM, then SIGKILL: AWS gives a training job 120 s and a hosting container 30 s. */
export const TRAINING_STOP_GRACE_MS = 120_000
export const HOSTING_STOP_GRACE_MS = 30_000

export const PING_TIMEOUT_MS = 2_000
/** A serving process that answers no more: see `WatchLimits`. Busy ones may take a whole invocation's time and a little. */
export const WATCH = { everyMs: 5_000, timeoutMs: PING_TIMEOUT_MS, idleMs: 15_000, busyMs: 75_000 } as const
/** A process that has hung hears no SIGTERM. */
export const HUNG_STOP_GRACE_MS = 1_000
/** AWS's default for ContainerStartupHealthCheckTimeoutInSeconds. */
export const STARTUP_HEALTH_CHECK_MS = 240_000
/** A container that ends so often in a row before its first good ping will not come up: said at once instead of after the time-out. */
export const STARTUP_ATTEMPTS = 3
/** One machine serves: more processes than this per variant gain nothing, however many instances were asked for. */
export const MAX_PROCESSES_PER_VARIANT = 4

/** A multi-model endpoint's model is fetched and loaded within so long, however short the patience of the request that asked for it (AWS: 360 s). */
export const MODEL_LOADING_LIMIT_MS = 360_000
/** A request waits so long for its model before ModelNotReadyException: below the time in which the model must answer. */
export const MODEL_PATIENCE_MS = 55_000

/** The model must answer within 60 s. */
export const INVOCATION_TIMEOUT_MS = 60_000
/** Requests that wait for one process; above it ServiceUnavailable. */
export const MAX_IN_FLIGHT_PER_PROCESS = 1_024
export const MAX_IN_FLIGHT_BYTES_PER_PROCESS = 512 * MIB
export const CONNECT_TIMEOUT_MS = 250
/** CloudWatch's resolution for invocation metrics. */
export const METRICS_FLUSH_MS = 60_000
