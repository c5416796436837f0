/** Work as processes of this machine: in a sandbox by bubblewrap, or plain. One driver for both; a launcher makes the difference. */
import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../../lib/clock.ts'
import type { Driver, Isolation, TaskSpec, TaskState } from '../driver.ts'
import type { ComputeLimits } from '../limits.ts'
import { checkSpec } from './check-spec.ts'
import { allowedCpus, cpusFor } from './cpu-affinity.ts'
import { entryText, type Launcher, shimText } from './launch.ts'
import type { MemoryCgroup } from './memory-cgroup.ts'
import { MemoryWatch } from './memory-watch.ts'
import { socketDirectoryOf } from './socket-directory.ts'
import { startTask } from './start-task.ts'
import { TaskFiles } from './task-files.ts'
import { TaskProcesses } from './task-processes.ts'
import { TaskStates } from './task-states.ts'

export interface ProcessDriverOptions {
  readonly home: string
  readonly socketBase: string
  readonly launcher: Launcher
  readonly sandboxed: boolean
  readonly cgroup: MemoryCgroup | undefined
  readonly port: () => number
  readonly clock: Clock
  readonly limits: ComputeLimits
}

type Callback = (state: TaskState) => void

export class ProcessDriver implements Driver {
  readonly isolation: Isolation
  private readonly options: ProcessDriverOptions
  private readonly files: TaskFiles
  private readonly processes: TaskProcesses
  private readonly states: TaskStates
  private readonly memory: MemoryWatch
  private readonly cpus = allowedCpus()
  private readonly starting = new Map<string, Promise<void>>()
  /** Tasks whose shims are our own children: they report by themselves. */
  private readonly children = new Set<string>()
  private readonly watchers = new Map<string, Set<Callback>>()
  private poll: NodeJS.Timeout | undefined

  constructor(options: ProcessDriverOptions) {
    const { home, sandboxed, cgroup, clock, limits } = options
    this.options = options
    this.isolation = {
      driver: sandboxed ? 'bubblewrap' : 'none',
      files: sandboxed,
      network: sandboxed,
      processes: sandboxed,
      memory: cgroup ? 'cgroup' : 'watch',
    }
    this.files = new TaskFiles(home)
    this.processes = new TaskProcesses(this.files, sandboxed)
    this.states = new TaskStates(this.files, this.processes, cgroup, () => clock.now().getTime())
    this.memory = new MemoryWatch({
      intervalMs: limits.memoryPollMs,
      members: (id, rows) => this.processes.members(id, rows),
      exceeded: (id) => {
        this.states.markMemory(id)
        this.processes.kill(id)
      },
    })
    this.adopt()
  }

  start(spec: TaskSpec): Promise<void> {
    const pending = this.starting.get(spec.id)
    if (pending) return pending
    const started = this.begin(spec).finally(() => this.starting.delete(spec.id))
    this.starting.set(spec.id, started)
    return started
  }

  inspect(id: string): TaskState {
    try {
      return this.states.inspect(id)
    } catch {
      return { status: 'unknown' }
    }
  }

  onExit(id: string, callback: Callback): () => void {
    const callbacks = this.watchers.get(id) ?? new Set()
    this.watchers.set(id, callbacks)
    callbacks.add(callback)
    queueMicrotask(() => this.look(id))
    this.keepPolling()
    return () => {
      callbacks.delete(callback)
      if (callbacks.size === 0 && this.watchers.get(id) === callbacks) this.watchers.delete(id)
    }
  }

  async stop(id: string, graceMs: number): Promise<void> {
    await this.starting.get(id)?.catch(() => {})
    if (this.inspect(id).status !== 'running') return
    if (graceMs > 0) {
      this.processes.terminate(id)
      await this.goneWithin(id, graceMs)
    }
    await this.kill(id)
  }

  outputFile(id: string): string {
    return this.files.path(id, 'output')
  }

  socketDirectory(id: string): string {
    return socketDirectoryOf(this.options.socketBase, id)
  }

  pathInside(spec: TaskSpec, target: string): string {
    return this.options.launcher.pathInside(spec, target, this.socketDirectory(spec.id))
  }

  gatewayUrl(_spec: TaskSpec): string {
    return `http://127.0.0.1:${this.options.port()}`
  }

  async remove(id: string): Promise<void> {
    if (this.starting.has(id) || this.inspect(id).status === 'running') throw new Error(`The task ${id} still runs and cannot be removed.`)
    this.discard(id)
  }

  list(): string[] {
    return this.files.ids()
  }

  /** Stops looking; what runs goes on, for the next server to find. */
  close(): void {
    clearInterval(this.poll)
    this.poll = undefined
    this.memory.close()
    this.watchers.clear()
  }

  private async begin(spec: TaskSpec): Promise<void> {
    const { launcher, limits } = this.options
    const directory = this.files.directory(spec.id)
    if (this.states.inspect(spec.id).status !== 'unknown') return
    checkSpec(spec, limits)
    const launch = this.explained(spec, () => launcher.files(spec, directory))
    this.files.writeSpec(spec)
    const group = spec.memoryBytes === undefined ? undefined : this.options.cgroup?.create(spec.id, spec.memoryBytes)
    const cpus = cpusFor(spec.id, spec.cpus, this.cpus)
    const all = { ...launch, 'shim.sh': shimText, 'entry.sh': entryText, ...(group && { cgroup: `${group}\n` }), ...(cpus && { cpus: `${cpus}\n` }) }
    for (const [name, text] of Object.entries(all)) this.files.write(spec.id, name, text)
    const result = await startTask({ directory, timeoutMs: limits.startMs })
    if (result.outcome === 'started') {
      this.children.add(spec.id)
      result.shim.on('exit', () => this.childEnded(spec.id))
      if (result.shim.exitCode !== null || result.shim.signalCode !== null) this.childEnded(spec.id)
    } else if (result.outcome === 'claimed') {
      for (let waitedMs = 0; this.inspect(spec.id).status === 'unknown' && waitedMs < limits.startMs; waitedMs += limits.killPollMs)
        await delay(limits.killPollMs)
    } else {
      if (result.outcome === 'late') await this.kill(spec.id)
      this.discard(spec.id)
      const why = result.outcome === 'late' ? `it did not begin within ${limits.startMs / 1000} s` : result.sentence
      throw new Error(`The task ${spec.id} cannot be started: ${why}.`)
    }
    this.watchMemory(spec)
  }

  private explained<T>(spec: TaskSpec, work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw new Error(`The task ${spec.id} cannot be started: ${(error as Error).message}`)
    }
  }

  /** Takes over what an earlier server left running, and what its end left lying about. */
  private adopt(): void {
    const ids = new Set(this.list())
    this.options.cgroup?.sweep((id) => ids.has(id))
    for (const id of ids) {
      const spec = this.inspect(id).status === 'running' ? this.files.spec(id) : undefined
      if (spec) this.watchMemory(spec)
    }
  }

  private watchMemory({ id, memoryBytes }: TaskSpec): void {
    if (memoryBytes === undefined || this.options.cgroup) return
    this.memory.add(id, memoryBytes)
    this.onExit(id, () => this.memory.drop(id))
  }

  private childEnded(id: string): void {
    this.children.delete(id)
    this.look(id)
    // Only when the shim alone was killed does its program still run: from now on it is looked at like an adopted one.
    this.keepPolling()
  }

  /** Tells those who wait when the task has exited. */
  private look(id: string): void {
    const callbacks = this.watchers.get(id)
    const state = callbacks && this.inspect(id)
    if (state?.status !== 'exited') return
    this.watchers.delete(id)
    for (const callback of callbacks ?? []) callback(state)
  }

  private keepPolling(): void {
    this.poll ??= setInterval(() => {
      const adopted = [...this.watchers.keys()].filter((id) => !this.children.has(id))
      for (const id of adopted) this.look(id)
      if (adopted.length > 0) return
      clearInterval(this.poll)
      this.poll = undefined
    }, this.options.limits.adoptedPollMs).unref()
  }

  private async goneWithin(id: string, milliseconds: number): Promise<void> {
    let stopWatching = () => {}
    const timeout = new AbortController()
    const gone = new Promise<void>((resolve) => {
      stopWatching = this.onExit(id, () => resolve())
    })
    await Promise.race([gone, delay(milliseconds, undefined, { signal: timeout.signal }).catch(() => {})])
    timeout.abort()
    stopWatching()
  }

  private async kill(id: string): Promise<void> {
    const { killMs, killPollMs } = this.options.limits
    for (let waitedMs = 0; this.inspect(id).status === 'running'; waitedMs += killPollMs) {
      if (waitedMs > killMs) throw new Error(`The task ${id} was killed but does not end.`)
      this.processes.kill(id)
      await this.goneWithin(id, killPollMs)
    }
  }

  private discard(id: string): void {
    this.files.remove(id)
    this.states.forget(id)
    this.options.cgroup?.remove(id)
    rmSync(this.socketDirectory(id), { recursive: true, force: true })
  }
}
