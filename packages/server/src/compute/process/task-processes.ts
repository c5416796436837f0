/** The processes of one task: which they are, and how they are signalled. */
import { bootId, commandLineOf, familyOf, findProcess, firstProgramOf, isAlive, listProcesses, type ProcessRow, signalProcess } from './process-table.ts'
import type { ProcessRecord, TaskFiles } from './task-files.ts'

export class TaskProcesses {
  private readonly files: TaskFiles
  private readonly sandboxed: boolean
  private readonly boot = bootId()

  constructor(files: TaskFiles, sandboxed: boolean) {
    this.files = files
    this.sandboxed = sandboxed
  }

  runs(record: ProcessRecord | undefined): boolean {
    return record !== undefined && record.boot === this.boot && isAlive(record.pid, record.start)
  }

  /** The sandbox's first process, whose end is the end of everything inside. It can outlive what started it. */
  init(id: string): number | undefined {
    const pid = this.sandboxed ? this.files.sandboxInit(id) : undefined
    // The number alone proves nothing: it may be another process's by now. Its command line names the task.
    return pid !== undefined && commandLineOf(pid).includes(id) && findProcess(pid)?.zombie === false ? pid : undefined
  }

  /** All processes of the task but the shim, which must live to write the exit code down. */
  members(id: string, rows: readonly ProcessRow[] = listProcesses()): ProcessRow[] {
    const shim = this.files.record(id, 'shim')
    const program = this.files.record(id, 'pid')
    const init = this.init(id)
    const roots = [...(program && this.runs(program) ? [program.pid] : []), ...(init === undefined ? [] : [init])]
    return familyOf(rows, roots, shim && this.ownsSession(shim) ? [shim.pid] : []).filter((row) => row.pid !== shim?.pid)
  }

  /** SIGTERM to the program itself, wherever it stands. */
  terminate(id: string): void {
    const program = this.files.record(id, 'pid')
    const init = this.init(id)
    const target = this.sandboxed ? init && firstProgramOf(init)?.pid : this.runs(program) ? program?.pid : undefined
    if (target !== undefined) signalProcess(target, 'SIGTERM')
  }

  /** SIGKILL to everything. The kernel ends a sandbox with its first process; plain processes are looked up and killed one by one. */
  kill(id: string): void {
    const init = this.init(id)
    if (init !== undefined) signalProcess(init, 'SIGKILL')
    else for (const { pid } of this.members(id)) signalProcess(pid, 'SIGKILL')
  }

  /** A session's number is used again only after all of its processes ended; a new leader then has another start time. */
  private ownsSession(shim: ProcessRecord): boolean {
    if (shim.boot !== this.boot) return false
    const leader = findProcess(shim.pid)
    return leader === undefined || leader.start === shim.start
  }
}
