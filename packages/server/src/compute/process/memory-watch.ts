/** Looks at the resident memory of tasks where no cgroup keeps their limit. Address space is never limited: numpy, XGBoost and Node reserve far more than they use. */
import { listProcesses, type ProcessRow, residentBytes } from './process-table.ts'

export interface MemoryWatchOptions {
  readonly intervalMs: number
  readonly members: (id: string, rows: readonly ProcessRow[]) => readonly ProcessRow[]
  /** Called when a task is over its limit. */
  readonly exceeded: (id: string) => void
}

export class MemoryWatch {
  private readonly options: MemoryWatchOptions
  private readonly limits = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor(options: MemoryWatchOptions) {
    this.options = options
  }

  add(id: string, bytes: number): void {
    this.limits.set(id, bytes)
    this.timer ??= setInterval(() => this.look(), this.options.intervalMs).unref()
  }

  drop(id: string): void {
    this.limits.delete(id)
    if (this.limits.size === 0) this.close()
  }

  close(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }

  private look(): void {
    const rows = listProcesses()
    for (const [id, bytes] of this.limits) {
      const pids = this.options.members(id, rows).map((row) => row.pid)
      // The cheap sum counts shared pages once for each process: only when it is over, the dear one decides.
      if (residentBytes(pids, false) > bytes && residentBytes(pids, true) > bytes) this.options.exceeded(id)
    }
  }
}
