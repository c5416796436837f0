/** Starts the load generator and takes the CPU time that the servers used meanwhile. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { LoadPlan, LoadResult } from './load.ts'
import { cpuMicroseconds } from './measure.ts'

export interface Round extends LoadResult {
  /** CPU time per request of all the servers' processes. */
  readonly serverUs: number
}

/** @param roots the servers' processes; their descendants count too */
export async function generateLoad(plan: LoadPlan, requests: readonly Buffer[], roots: readonly number[]): Promise<Round> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const before = cpuMicroseconds(roots)
  for (const part of [Buffer.from(JSON.stringify(plan)), ...requests]) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    child.stdin.write(length)
    child.stdin.write(part)
  }
  child.stdin.end()
  const said = await text(child.stdout)
  await closed
  if (child.exitCode !== 0) throw new Error('The load generator failed; its message stands above.')
  const result = JSON.parse(said) as LoadResult
  return { ...result, serverUs: (cpuMicroseconds(roots) - before) / result.requests }
}
