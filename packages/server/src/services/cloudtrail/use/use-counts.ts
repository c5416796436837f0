/** Counts of use in memory: noting one costs a look into a map, and the disk sees them all together now and then. */
import type { Use } from '../event/event.store.ts'
import type { UseCount } from './use.store.ts'

interface Count {
  readonly account: string
  readonly principal: string
  readonly use: Use
  count: number
  firstMs: number
  lastMs: number
}

export interface UseCounts {
  note(account: string, principal: string, action: string, resource: string, atMs: number, passedTo?: string): void
  readonly size: number
  /** What a principal has used since the last time. */
  usesOf(account: string, principal: string, fromMs: number, toMs: number): Use[]
  /** All counts since the last time, and forgets them. */
  take(): UseCount[]
}

export function createUseCounts(): UseCounts {
  let counts = new Map<string, Count>()
  return {
    note(account, principal, action, resource, atMs, passedTo) {
      const key = `${action} ${principal} ${resource} ${passedTo ?? ''}`
      const known = counts.get(key)
      if (known) {
        known.count++
        known.lastMs = atMs
        return
      }
      const use: Use = passedTo === undefined ? [action, resource] : [action, resource, passedTo]
      counts.set(key, { account, principal, use, count: 1, firstMs: atMs, lastMs: atMs })
    },
    get size() {
      return counts.size
    },
    usesOf: (account, principal, fromMs, toMs) =>
      [...counts.values()]
        .filter((count) => count.account === account && count.principal === principal && count.firstMs <= toMs && count.lastMs >= fromMs)
        .map(({ use }) => use),
    take() {
      const taken = [...counts.values()]
      counts = new Map()
      return taken
    },
  }
}
