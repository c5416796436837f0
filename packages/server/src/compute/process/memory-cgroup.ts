/** Memory limits kept by the kernel, where a cgroup of our own can be made: version 2 in a delegated subtree, version 1 as root. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = '/sys/fs/cgroup'

interface Files {
  readonly limit: string
  /** Memory and swap together (version 1), or swap alone (version 2). */
  readonly swap: { readonly file: string; readonly value: (bytes: number) => number }
  /** Where the kernel counts `oom_kill`. */
  readonly events: string
}

const VERSION_1: Files = {
  limit: 'memory.limit_in_bytes',
  swap: { file: 'memory.memsw.limit_in_bytes', value: (bytes) => bytes },
  events: 'memory.oom_control',
}
const VERSION_2: Files = { limit: 'memory.max', swap: { file: 'memory.swap.max', value: () => 0 }, events: 'memory.events' }

const ownPath = (line: RegExp) => line.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1]

/** Makes `kenja-<home>` below the server's own group. Throws where that is not allowed. */
function makeBase(home: string): { readonly path: string; readonly files: Files } {
  const name = `kenja-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`
  const first = existsSync(`${ROOT}/memory/memory.limit_in_bytes`)
  const own = ownPath(first ? /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m : /^0::(.*)$/m)
  const parent = join(ROOT, first ? 'memory' : '', own ?? '/')
  const path = join(parent, name)
  mkdirSync(path, { recursive: true })
  if (!first) {
    // Refused (EBUSY) while processes are in the same group: then the memory is watched instead.
    writeFileSync(join(parent, 'cgroup.subtree_control'), '+memory')
    writeFileSync(join(path, 'cgroup.subtree_control'), '+memory')
  }
  return { path, files: first ? VERSION_1 : VERSION_2 }
}

export class MemoryCgroup {
  private readonly base: string
  private readonly files: Files

  private constructor(base: string, files: Files) {
    this.base = base
    this.files = files
  }

  /** Undefined where a process cannot really be put into a group with a limit: tried, not guessed. */
  static open(home: string): MemoryCgroup | undefined {
    try {
      const { path, files } = makeBase(home)
      const groups = new MemoryCgroup(path, files)
      const probe = groups.create('probe', 64 * 1024 * 1024)
      try {
        execFileSync('/bin/sh', ['-c', 'echo 0 >"$0/cgroup.procs"', probe], { stdio: 'ignore' })
      } finally {
        groups.remove('probe')
      }
      return groups
    } catch {
      return undefined
    }
  }

  /** Makes a task's group and answers its folder. */
  create(id: string, bytes: number): string {
    const group = join(this.base, id)
    mkdirSync(group, { recursive: true })
    writeFileSync(join(group, this.files.limit), String(bytes))
    const swap = join(group, this.files.swap.file)
    if (existsSync(swap)) writeFileSync(swap, String(this.files.swap.value(bytes)))
    return group
  }

  /** Whether the kernel killed one of the task's processes because of the limit. */
  wasExceeded(id: string): boolean {
    try {
      const text = readFileSync(join(this.base, id, this.files.events), 'utf8')
      return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0) > 0
    } catch {
      return false
    }
  }

  /** A group that is gone, or that still has a dying process, is no error: `sweep` takes it later. */
  remove(id: string): void {
    try {
      rmdirSync(join(this.base, id))
    } catch {}
  }

  /** Removes groups of tasks that are no longer there. */
  sweep(keep: (id: string) => boolean): void {
    try {
      for (const entry of readdirSync(this.base, { withFileTypes: true })) if (entry.isDirectory() && !keep(entry.name)) this.remove(entry.name)
    } catch {}
  }
}
