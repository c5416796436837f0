/** Random numbers that repeat from their seed. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** An integer in [least, most]. */
  integer(least: number, most: number): number
  pick<T>(from: readonly T[]): T
}

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    integer: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] as never,
  }
}

/** A seed that depends on a name, so that adding an operation does not change another's cases. */
export function seedOf(name: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
