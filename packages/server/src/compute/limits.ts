/** How long and how much the drivers allow. Tests pass shorter ones. */
export interface ComputeLimits {
  /** From the request to start until the program runs (the sandbox stands, the way to the gateway is open). */
  readonly startMs: number
  /** How often tasks of an earlier server are looked at; a server's own children report by themselves. */
  readonly adoptedPollMs: number
  /** How often the resident memory of tasks with a limit is looked at, where no cgroup does it. */
  readonly memoryPollMs: number
  /** How long SIGKILL may take before `stop` gives up waiting (a process in an uninterruptible read). */
  readonly killMs: number
  /** How often to look again whether a killed task is gone. */
  readonly killPollMs: number
  /** Processes and threads in one sandbox, against fork bombs. */
  readonly processes: number
  readonly maxArguments: number
  readonly maxEnvironmentBytes: number
  readonly maxMounts: number
}

export const computeLimits: ComputeLimits = {
  startMs: 60_000,
  adoptedPollMs: 200,
  memoryPollMs: 500,
  killMs: 10_000,
  killPollMs: 10,
  processes: 4096,
  maxArguments: 4096,
  maxEnvironmentBytes: 1024 * 1024,
  maxMounts: 256,
}

/** A Unix socket's path may have 107 bytes; a driver promises less than this for a directory and a name of 16. */
export const MAX_SOCKET_PATH_BYTES = 90
export const SOCKET_NAME_BYTES = 16
