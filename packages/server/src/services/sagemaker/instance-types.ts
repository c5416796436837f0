/** What an ml instance type promises. The table (type → [vCPU, memory in GiB]) is derived from AWS's public pricing pages. */
import table from './instance-types.json' with { type: 'json' }

export interface InstanceSize {
  readonly vcpus: number
  readonly memoryBytes: number
}

const GIB = 1024 ** 3
const sizes: Readonly<Record<string, readonly number[]>> = table

/** Undefined for types whose size AWS no longer publishes (ml.p2): work on them runs without limits of its own. */
export function instanceSize(instanceType: string): InstanceSize | undefined {
  const [vcpus, gib] = Object.hasOwn(sizes, instanceType) ? (sizes[instanceType] ?? []) : []
  return vcpus !== undefined && gib !== undefined ? { vcpus, memoryBytes: gib * GIB } : undefined
}
