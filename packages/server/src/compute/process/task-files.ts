/** What stands on disk about a task, in `<home>/work/tasks/<id>/`. Everything that a next server must know is here. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskSpec } from '../driver.ts'

/** A process as the shim recorded it. */
export interface ProcessRecord {
  readonly pid: number
  readonly boot: string
  readonly start: string
}

/** How a task ended, as first seen: it never changes afterwards. */
export interface Outcome {
  readonly exitCode: number
  readonly reason?: 'memory' | 'lost'
  readonly atMs: number
}

export const taskIdPattern = /^[a-z0-9-]{1,64}$/

export class TaskFiles {
  readonly root: string

  constructor(home: string) {
    this.root = join(home, 'work', 'tasks')
    mkdirSync(this.root, { recursive: true, mode: 0o700 })
  }

  directory(id: string): string {
    if (!taskIdPattern.test(id)) throw new Error(`A task's id has 1 to 64 characters of a-z, 0-9 and -: ${JSON.stringify(id.slice(0, 80))} has not.`)
    return join(this.root, id)
  }

  path(id: string, name: string): string {
    return join(this.directory(id), name)
  }

  ids(): string[] {
    return readdirSync(this.root).filter((name) => taskIdPattern.test(name) && existsSync(this.path(name, 'spec.json')))
  }

  /** The spec is there, whole, before anything starts. */
  writeSpec(spec: TaskSpec): void {
    mkdirSync(this.directory(spec.id), { recursive: true, mode: 0o700 })
    this.write(spec.id, 'spec.json', JSON.stringify(spec))
  }

  spec(id: string): TaskSpec | undefined {
    const text = this.read(id, 'spec.json')
    return text === undefined ? undefined : (JSON.parse(text) as TaskSpec)
  }

  /**
   * Whole or not at all, for the owner only. Not synced: it must outlive this process, not the machine, because no task outlives that either
   * (a record of another boot is known as such, and a torn one counts as lost).
   */
  write(id: string, name: string, content: string): void {
    const path = this.path(id, name)
    writeFileSync(`${path}.new`, content, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }

  read(id: string, name: string): string | undefined {
    try {
      return readFileSync(this.path(id, name), 'utf8')
    } catch {
      return undefined
    }
  }

  /** `shim` watches over the task, `pid` is the program (or the sandbox around it). */
  record(id: string, name: 'shim' | 'pid'): ProcessRecord | undefined {
    const match = /^(\d+) (\S+) (.+)\n$/.exec(this.read(id, name) ?? '')
    return match ? { pid: Number(match[1]), boot: match[2] as string, start: match[3] as string } : undefined
  }

  /** Epoch milliseconds of a file's last change. */
  changedAtMs(id: string, name: string): number | undefined {
    try {
      return statSync(this.path(id, name)).mtimeMs
    } catch {
      return undefined
    }
  }

  outcome(id: string): Outcome | undefined {
    const text = this.read(id, 'outcome.json')
    return text === undefined ? undefined : (JSON.parse(text) as Outcome)
  }

  /** The process id, on this machine, of the sandbox's first process. */
  sandboxInit(id: string): number | undefined {
    const match = /"child-pid": (\d+)/.exec(this.read(id, 'info.json') ?? '')
    return match ? Number(match[1]) : undefined
  }

  remove(id: string): void {
    rmSync(this.directory(id), { recursive: true, force: true })
  }
}
