/** Starts a load generator and takes the CPU time that the servers used meanwhile. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { LoadResult } from './closed-loop.ts'
import type { LoadPlan } from './load.ts'
import type { FramesPlan } from './load-frames.ts'
import { cpuMicroseconds } from './measure.ts'

export interface Round extends LoadResult {
  /** CPU time per request of all the servers' processes. */
  readonly serverUs: number
}

/** HTTP requests over connections. @param roots the servers' processes; their descendants count too */
export const generateLoad = (plan: LoadPlan, requests: readonly Buffer[], roots: readonly number[]): Promise<Round> =>
  generate('load.ts', plan, requests, roots)

/** Requests on a serving program's socket. */
export const generateFrames = (plan: FramesPlan, bodies: readonly string[], roots: readonly number[]): Promise<Round> =>
  generate('load-frames.ts', plan, bodies, roots)

async function generate(program: string, plan: LoadPlan | FramesPlan, parts: readonly (Buffer | string)[], roots: readonly number[]): Promise<Round> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const before = cpuMicroseconds(roots)
  for (const part of [JSON.stringify(plan), ...parts]) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(Buffer.byteLength(part))
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
