/** Which CPUs a task may use: whole ones, so that a task of one CPU really has one to itself as far as others keep to theirs. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

/** `0-2,5` → 0, 1, 2, 5. */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [from, to] = part.split('-').map(Number) as [number, number | undefined]
      return Array.from({ length: (to ?? from) - from + 1 }, (_, index) => from + index)
    })
}

/** The CPUs this process may use, or none where the kernel does not say or taskset is missing. */
export function allowedCpus(): number[] {
  if (!existsSync('/usr/bin/taskset')) return []
  try {
    return parseCpuList(/^Cpus_allowed_list:\s+(\S+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '')
  } catch {
    return []
  }
}

/** A list for taskset, or undefined when the task may use all. Tasks begin at different CPUs, by their ids. */
export function cpusFor(id: string, cpus: number | undefined, allowed: readonly number[]): string | undefined {
  const wanted = Math.max(1, Math.ceil(cpus ?? allowed.length))
  if (allowed.length === 0 || wanted >= allowed.length) return undefined
  const first = createHash('sha256').update(id).digest().readUInt32BE(0) % allowed.length
  return Array.from({ length: wanted }, (_, index) => allowed[(first + index) % allowed.length]).join(',')
}
