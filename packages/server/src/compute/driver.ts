/**
 * Where work runs. A task is one program with its files, its place on the network and its limits; a driver starts it, watches it, and finds it again
 * after the server was killed. Every driver passes `conformance.ts`.
 */

export interface Mount {
  /** On this machine. */
  readonly source: string
  /** What the task sees, for example `/opt/ml`. Without a sandbox there is no such place: see `Driver.pathInside`. */
  readonly target: string
  readonly writable: boolean
}

export interface TaskSpec {
  /** Unique for ever: `[a-z0-9-]{1,64}`. Starting the same id twice is one start. */
  readonly id: string
  readonly command: readonly string[]
  /** The whole environment: nothing of the server's own leaks into a task. */
  readonly env: Readonly<Record<string, string>>
  /** Working directory as the task sees it. */
  readonly workdir: string
  readonly mounts: readonly Mount[]
  readonly hostname: string
  /** Name and id inside the sandbox, for example ec2-user 1000; root is 0. */
  readonly user: { readonly name: string; readonly uid: number; readonly home: string }
  /** Resident memory, bytes; over it the task is killed and its exit says so. */
  readonly memoryBytes?: number
  readonly cpus?: number
  /**
   * `kenja`: 127.0.0.1:<port of Kenja> inside reaches Kenja's gateway, and nothing else is there. `none`: only a loopback of its own.
   * Without a sandbox both see the machine's network, and `isolation` says so.
   */
  readonly network: 'kenja' | 'none'
  /** The program makes sandboxes of its own inside (a notebook instance has two users). Otherwise a sandbox cannot make namespaces. */
  readonly nests?: true
}

export type TaskState =
  | { readonly status: 'unknown' }
  | { readonly status: 'running'; readonly pid: number; readonly startedAt: Date }
  | { readonly status: 'exited'; readonly exitCode: number; readonly signal?: string; readonly reason?: 'memory' | 'lost'; readonly at: Date }

export interface Isolation {
  /** `bubblewrap`, `none`, `mock`: what `status`, `doctor` and the log group /kenja/compute name. */
  readonly driver: 'bubblewrap' | 'none' | 'mock'
  readonly files: boolean
  readonly network: boolean
  readonly processes: boolean
  /** `cgroup`, `watch` (resident memory looked at), or `none`. */
  readonly memory: 'cgroup' | 'watch' | 'none'
}

export interface Driver {
  readonly isolation: Isolation
  /** Starts the task in a session of its own, output to files. Idempotent by id. Rejects with a plain sentence when the program cannot be started. */
  start(spec: TaskSpec): Promise<void>
  /** What is known of a task now; finds tasks started by an earlier server by pid and start time. Never throws. */
  inspect(id: string): TaskState
  /** Calls back once when the task has exited (at once when it has). Returns a function that stops watching. */
  onExit(id: string, callback: (state: TaskState) => void): () => void
  /** SIGTERM to the program itself; SIGKILL to all of the task after `graceMs`. Resolves when it is gone. */
  stop(id: string, graceMs: number): Promise<void>
  /** stdout and stderr, interleaved as written, in a file that grows while the task runs. */
  outputFile(id: string): string
  /** A directory on this machine that the task sees as `/run/kenja`, for Unix sockets; its path is short enough for one (< 90 bytes with a name of 16). */
  socketDirectory(id: string): string
  /** The path under which the task's program finds `target` (with a sandbox: itself). `target` lies in one of the spec's mounts, or is `/run/kenja`. */
  pathInside(spec: TaskSpec, target: string): string
  /** Where the task reaches Kenja, for example `http://127.0.0.1:4566`. */
  gatewayUrl(spec: TaskSpec): string
  /** Forgets an exited task and deletes its files (not its mounts). */
  remove(id: string): Promise<void>
  /** Ids of all tasks that this driver knows, running or exited. */
  list(): string[]
}
