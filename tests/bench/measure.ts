/** How the benchmarks measure: alternating rounds, medians, CPU and memory of process trees from /proc, and tables of ratios. */
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import type { TestContext } from 'node:test'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** Runs A B C, A B C, …: what else the machine does meanwhile meets all alike. @returns each one's results, in order */
export async function alternate<Name extends string, Result>(
  rounds: number,
  runs: Readonly<Record<Name, () => Result | Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(runs) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (let round = 0; round < rounds; round++) for (const name of names) results[name].push(await runs[name]())
  return results
}

export async function milliseconds(run: () => unknown): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}

interface ProcessStat {
  readonly pid: number
  readonly parent: number
  /** Ticks of 10 ms, user and system, children that have ended included. */
  readonly ticks: number
}

/** Everything this machine runs. What ends while we look is left out. */
function processes(): ProcessStat[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number]
      return [{ pid: Number(name), parent: Number(fields[1]), ticks: user + system + childUser + childSystem }]
    } catch {
      return []
    }
  })
}

function treeOf(roots: readonly number[]): ProcessStat[] {
  const all = processes()
  const found = new Set(roots)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all.filter(({ pid }) => found.has(pid))
}

const TICK_US = 10_000

/** CPU time that these processes and their descendants have used, in µs. */
export const cpuMicroseconds = (roots: readonly number[]): number => treeOf(roots).reduce((sum, { ticks }) => sum + ticks * TICK_US, 0)

/** Resident memory of these processes and their descendants, in MB. */
export const residentMegabytes = (roots: readonly number[]): number =>
  treeOf(roots).reduce((sum, { pid }) => sum + Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1000, 0)

/** Memory of these processes and their descendants in which what several share counts in parts (PSS), in MB. */
export const proportionalMegabytes = (roots: readonly number[]): number =>
  treeOf(roots).reduce((sum, { pid }) => {
    try {
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) / 1000
    } catch {
      return sum
    }
  }, 0)

const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}`

/** Prints a Markdown table, so that a run's output goes into docs/benchmarks.md as it is. */
export function printTable(t: TestContext, title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  t.diagnostic(`${title} (${machine()})`)
  for (const text of [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)]) t.diagnostic(text)
}

export const ratio = (ours: readonly number[], peer: readonly number[]): number => median(ours) / median(peer)
