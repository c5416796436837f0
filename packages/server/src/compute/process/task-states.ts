/** What became of a task, from what stands on disk and what the kernel says. The same for the server that started it and for the next one. */
import { constants } from 'node:os'
import type { TaskState } from '../driver.ts'
import type { MemoryCgroup } from './memory-cgroup.ts'
import type { Outcome, TaskFiles } from './task-files.ts'
import type { TaskProcesses } from './task-processes.ts'

type Exited = Extract<TaskState, { status: 'exited' }>

const SIGNAL_BASE = 128
/** What a task is said to have ended with when nobody saw it end. */
const LOST_EXIT_CODE = 137
const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))

/** As shells and containers do, an exit by signal n is 128 + n; so a program that exits with such a number by itself looks the same. */
function exited({ exitCode, reason, atMs }: Outcome): Exited {
  const signal = signalNames.get(exitCode - SIGNAL_BASE)
  return { status: 'exited', exitCode, ...(signal && { signal }), ...(reason && { reason }), at: new Date(atMs) }
}

export class TaskStates {
  private readonly files: TaskFiles
  private readonly processes: TaskProcesses
  private readonly cgroup: MemoryCgroup | undefined
  private readonly nowMs: () => number
  private readonly known = new Map<string, Exited>()

  constructor(files: TaskFiles, processes: TaskProcesses, cgroup: MemoryCgroup | undefined, nowMs: () => number) {
    this.files = files
    this.processes = processes
    this.cgroup = cgroup
    this.nowMs = nowMs
  }

  inspect(id: string): TaskState {
    const known = this.known.get(id)
    if (known) return known
    if (this.files.read(id, 'spec.json') === undefined) return { status: 'unknown' }
    const outcome = this.files.outcome(id)
    if (outcome) return this.remember(id, outcome)
    const shim = this.files.record(id, 'shim')
    // A server died between writing the spec and starting: nothing ran yet. A torn record is one of before the machine's crash.
    if (!shim && this.files.read(id, 'shim') === undefined) return { status: 'unknown' }
    if (shim && this.exitCode(id) === undefined && (this.processes.runs(shim) || this.programRuns(id))) {
      const startedAt = new Date(this.files.changedAtMs(id, 'shim') ?? this.nowMs())
      return { status: 'running', pid: this.files.record(id, 'pid')?.pid ?? shim.pid, startedAt }
    }
    return this.settle(id)
  }

  /** Says why a task is about to be killed; its outcome will. */
  markMemory(id: string): void {
    this.files.write(id, 'over-memory', '')
  }

  forget(id: string): void {
    this.known.delete(id)
  }

  private programRuns(id: string): boolean {
    return this.processes.runs(this.files.record(id, 'pid')) || this.processes.init(id) !== undefined
  }

  private exitCode(id: string): number | undefined {
    const match = /^(\d+)\n$/.exec(this.files.read(id, 'exit') ?? '')
    return match ? Number(match[1]) : undefined
  }

  /** First sight of the end: ends what the program left behind, and writes down what is known now, so that it stays so. */
  private settle(id: string): Exited {
    this.processes.kill(id)
    // Read after the processes were found gone: the shim writes it before it ends.
    const exitCode = this.exitCode(id)
    const overMemory = this.files.read(id, 'over-memory') !== undefined || this.cgroup?.wasExceeded(id) === true
    const outcome: Outcome =
      exitCode === undefined
        ? { exitCode: LOST_EXIT_CODE, reason: overMemory ? 'memory' : 'lost', atMs: this.nowMs() }
        : { exitCode, ...(overMemory && exitCode !== 0 && { reason: 'memory' as const }), atMs: this.files.changedAtMs(id, 'exit') ?? this.nowMs() }
    this.files.write(id, 'outcome.json', JSON.stringify(outcome))
    this.cgroup?.remove(id)
    return this.remember(id, outcome)
  }

  private remember(id: string, outcome: Outcome): Exited {
    const state = exited(outcome)
    this.known.set(id, state)
    return state
  }
}
