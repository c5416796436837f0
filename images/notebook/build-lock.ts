import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while no other process of this machine runs work under the same file. The lock is SQLite's, so it belongs to the process:
 * however a builder ends, the kernel frees it. `onWait` is called once when another builder is at work.
 */
export async function withBuildLock<T>(file: string, pollMs: number, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file)
  try {
    for (let first = true; !tryLock(lock); first = false) {
      if (first) onWait()
      await sleep(pollMs)
    }
    return await work()
  } finally {
    lock.close()
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (/locked|busy/i.test(String(error))) return false
    throw error
  }
}
