/** Work that costs much, a few at a time: others wait their turn, and too many are turned away. */
export interface Turns {
  /** Runs `work` when it is its turn; undefined when too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T> | undefined
}

export function createTurns(atOnce: number, waiting: number): Turns {
  let running = 0
  const queue: (() => void)[] = []
  const begin = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } finally {
      running--
      queue.shift()?.()
    }
  }
  return {
    take(work) {
      if (running >= atOnce && queue.length >= waiting) return undefined
      if (running < atOnce) {
        running++
        return begin(work)
      }
      return new Promise((resolve, reject) => {
        queue.push(() => {
          running++
          begin(work).then(resolve, reject)
        })
      })
    },
  }
}
