/** A driver whose tasks do what a test says, when it says so. Nothing runs; only the outputs are files, because the contract says that they are. */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../../lib/clock.ts'
import type { Driver, Isolation, TaskSpec, TaskState } from '../driver.ts'
import { socketBase, socketDirectoryOf } from '../process/socket-directory.ts'

/** What a task does by itself. Without any of these it runs until the test calls `exit`, or until it is stopped. */
export interface Behaviour {
  /** The start is refused with this sentence. */
  readonly refuse?: string
  /** Printed at the start. */
  readonly output?: string
  /** Exits with this code as soon as it has started. */
  readonly exitCode?: number
  /** Goes on after SIGTERM. */
  readonly ignoresTerm?: boolean
}

interface Task {
  readonly spec: TaskSpec
  readonly behaviour: Behaviour
  readonly pid: number
  state: TaskState
}

export interface MockDriverOptions {
  readonly home: string
  readonly clock: Clock
  readonly port: number
  /** Asked once for each task that is started. */
  readonly behaviour?: (spec: TaskSpec) => Behaviour
}

export class MockDriver implements Driver {
  readonly isolation: Isolation = { driver: 'mock', files: false, network: false, processes: false, memory: 'none' }
  private readonly options: MockDriverOptions
  private readonly tasks = new Map<string, Task>()
  private readonly watchers = new Map<string, Set<(state: TaskState) => void>>()
  private nextPid = 1

  constructor(options: MockDriverOptions) {
    this.options = options
  }

  /** The spec a task was started with, for a test to look at. */
  specOf(id: string): TaskSpec | undefined {
    return this.tasks.get(id)?.spec
  }

  /** The task prints. */
  write(id: string, text: string): void {
    mkdirSync(this.directory(id), { recursive: true })
    appendFileSync(this.outputFile(id), text)
  }

  /** The task ends; `reason` as a driver would give it. An ended task stays as it ended. */
  exit(id: string, exitCode: number, reason?: 'memory' | 'lost'): void {
    const task = this.tasks.get(id)
    if (task?.state.status !== 'running') return
    const signal = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0]
    task.state = { status: 'exited', exitCode, ...(signal && { signal }), ...(reason && { reason }), at: this.options.clock.now() }
    const callbacks = this.watchers.get(id) ?? []
    this.watchers.delete(id)
    for (const callback of callbacks) callback(task.state)
  }

  async start(spec: TaskSpec): Promise<void> {
    if (this.tasks.has(spec.id)) return
    const behaviour = this.options.behaviour?.(spec) ?? {}
    if (behaviour.refuse !== undefined) throw new Error(`The task ${spec.id} cannot be started: ${behaviour.refuse}`)
    this.tasks.set(spec.id, { spec, behaviour, pid: this.nextPid++, state: { status: 'running', pid: this.nextPid, startedAt: this.options.clock.now() } })
    this.write(spec.id, behaviour.output ?? '')
    if (behaviour.exitCode !== undefined) this.exit(spec.id, behaviour.exitCode)
  }

  inspect(id: string): TaskState {
    return this.tasks.get(id)?.state ?? { status: 'unknown' }
  }

  onExit(id: string, callback: (state: TaskState) => void): () => void {
    let wanted = true
    const once = (state: TaskState) => {
      if (wanted) callback(state)
      wanted = false
    }
    const state = this.inspect(id)
    if (state.status === 'exited') queueMicrotask(() => once(state))
    else this.watchers.set(id, (this.watchers.get(id) ?? new Set()).add(once))
    return () => {
      wanted = false
    }
  }

  async stop(id: string, graceMs: number): Promise<void> {
    const ignores = this.tasks.get(id)?.behaviour.ignoresTerm === true
    if (graceMs > 0 && !ignores) this.exit(id, 128 + constants.signals.SIGTERM)
    if (graceMs > 0 && this.inspect(id).status === 'running') await delay(graceMs)
    this.exit(id, 128 + constants.signals.SIGKILL)
  }

  outputFile(id: string): string {
    return join(this.directory(id), 'output')
  }

  socketDirectory(id: string): string {
    return socketDirectoryOf(socketBase(this.options.home), id)
  }

  pathInside(_spec: TaskSpec, target: string): string {
    return target
  }

  gatewayUrl(_spec: TaskSpec): string {
    return `http://127.0.0.1:${this.options.port}`
  }

  async remove(id: string): Promise<void> {
    if (this.inspect(id).status === 'running') throw new Error(`The task ${id} still runs and cannot be removed.`)
    this.tasks.delete(id)
    rmSync(this.directory(id), { recursive: true, force: true })
    rmSync(this.socketDirectory(id), { recursive: true, force: true })
  }

  list(): string[] {
    return [...this.tasks.keys()]
  }

  private directory(id: string): string {
    return join(this.options.home, 'work', 'tasks', id)
  }
}
