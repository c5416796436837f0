/** What the kernel says about processes. A process is known by its id and its start time together, because ids are used again. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export interface ProcessRow {
  readonly pid: number
  readonly parent: number
  /** The session on Linux; the process group where only `ps` can be asked. */
  readonly session: number
  /** Opaque: clock ticks since the boot from /proc, or what `ps -o lstart` prints. */
  readonly start: string
  /** Ended, and only not yet waited for. */
  readonly zombie: boolean
}

const PROC = '/proc'
const hasProc = existsSync(`${PROC}/self/stat`)

/** The fields after the program's name, which may itself hold spaces and brackets. Field 3 of proc(5) is index 0. */
function parseStat(pid: number, stat: string): ProcessRow {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { pid, parent: Number(fields[1]), session: Number(fields[3]), start: fields[19] ?? '', zombie: fields[0] === 'Z' || fields[0] === 'X' }
}

/** One line of `ps -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function parsePsLine(line: string): ProcessRow | undefined {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line)
  if (!match) return undefined
  return {
    pid: Number(match[1]),
    parent: Number(match[2]),
    session: Number(match[3]),
    zombie: (match[4] as string).startsWith('Z'),
    start: normalStart(match[5] as string),
  }
}

/** The shim writes what `ps` printed with its blanks folded; so do we. */
const normalStart = (text: string) => text.trim().replace(/\s+/g, ' ')

function ps(args: readonly string[]): ProcessRow[] {
  try {
    const text = execFileSync('ps', [...args, '-o', 'pid=,ppid=,pgid=,stat=,lstart='], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text.split('\n').flatMap((line) => parsePsLine(line) ?? [])
  } catch {
    return []
  }
}

/** The process with this id now, or undefined. */
export function findProcess(pid: number): ProcessRow | undefined {
  if (!hasProc) return ps(['-p', String(pid)])[0]
  try {
    return parseStat(pid, readFileSync(`${PROC}/${pid}/stat`, 'latin1'))
  } catch {
    return undefined
  }
}

/** Whether the very process that was recorded still runs. */
export function isAlive(pid: number, start: string): boolean {
  const row = findProcess(pid)
  return row !== undefined && !row.zombie && row.start === start
}

/** All processes that run. */
export function listProcesses(): ProcessRow[] {
  if (!hasProc) return ps(['-ax']).filter((row) => !row.zombie)
  return readdirSync(PROC)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => findProcess(Number(name)) ?? [])
    .filter((row) => !row.zombie)
}

/** `roots`, all that descends from them, and all of the given sessions. */
export function familyOf(rows: readonly ProcessRow[], roots: readonly number[], sessions: readonly number[]): ProcessRow[] {
  const members = new Set<number>(rows.filter((row) => roots.includes(row.pid) || sessions.includes(row.session)).map((row) => row.pid))
  for (let grew = true; grew; ) {
    const before = members.size
    for (const row of rows) if (members.has(row.parent)) members.add(row.pid)
    grew = members.size > before
  }
  return rows.filter((row) => members.has(row.pid))
}

/** This boot's id, so that a start time of an earlier boot is never taken for one of this. `none` where the kernel has none. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return 'none'
  }
}

function statusKiB(pid: number, file: 'status' | 'smaps_rollup', names: readonly string[]): number {
  try {
    const text = readFileSync(`${PROC}/${pid}/${file}`, 'latin1')
    return names.reduce((sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0), 0)
  } catch {
    return 0
  }
}

/**
 * Bytes of memory that belong to these processes: anonymous and shared pages in RAM, without pages of files (the kernel gives those back by itself).
 * `exactly` shares pages among the processes that have them in common, which costs more to ask.
 */
export function residentBytes(pids: readonly number[], exactly: boolean): number {
  if (!hasProc) return residentByPs(pids)
  const sum = pids.reduce(
    (total, pid) => total + (exactly ? statusKiB(pid, 'smaps_rollup', ['Pss_Anon', 'Pss_Shmem']) : statusKiB(pid, 'status', ['RssAnon', 'RssShmem'])),
    0,
  )
  return sum * 1024
}

function residentByPs(pids: readonly number[]): number {
  try {
    const text = execFileSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } })
    return text.split('\n').reduce((sum, line) => sum + Number(line.trim() || 0) * 1024, 0)
  } catch {
    return 0
  }
}

/** The process that is number 2 inside the process namespace whose first process is `init`: what bubblewrap started there. */
export function firstProgramOf(init: number): ProcessRow | undefined {
  return listProcesses()
    .filter((row) => row.parent === init)
    .find((row) => {
      try {
        const ids = /^NSpid:\s+(.+)$/m.exec(readFileSync(`${PROC}/${row.pid}/status`, 'latin1'))?.[1]?.split(/\s+/)
        return ids?.at(-1) === '2'
      } catch {
        return false
      }
    })
}

/** The words a process was started with, or none when it is gone. */
export function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`${PROC}/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** Sends a signal; a process that is gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
