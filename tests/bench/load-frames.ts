/**
 * The load generator for a serving program without a gateway: frames on its socket, as the gateway sends them, so many in flight. Reads the plan as JSON from
 * standard input (bodies follow it, each behind its length), writes the figures as JSON. A closed loop, as `load.ts` is.
 */
import { connect } from 'node:net'
import { encodeFrame, frameWriter, type ResponseHead, readFrames } from '../../packages/frames/src/index.ts'
import type { LoadResult } from './load.ts'

export interface FramesPlan {
  readonly socket: string
  readonly inFlight: number
  readonly seconds: number
}

async function read(): Promise<{ plan: FramesPlan; bodies: Buffer[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const all = Buffer.concat(chunks)
  const parts: Buffer[] = []
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32BE(at)
    parts.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [plan, ...bodies] = parts as [Buffer, ...Buffer[]]
  return { plan: JSON.parse(plan.toString()) as FramesPlan, bodies }
}

async function generate({ socket: path, inFlight, seconds }: FramesPlan, bodies: readonly Buffer[]): Promise<LoadResult> {
  const socket = connect(path)
  await new Promise((resolve) => socket.once('connect', resolve))
  const write = frameWriter(socket)
  const waiting = new Map<number, () => void>()
  readFrames<ResponseHead>(socket, ({ id, head, body }) => {
    if (head.status !== 200) throw new Error(`${head.status}: ${body.toString().slice(0, 500)}`)
    waiting.get(id)?.()
    waiting.delete(id)
  })
  const took: number[] = []
  let next = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const end = begun + seconds * 1000
  const keepBusy = async () => {
    for (let now = performance.now(); now < end; ) {
      const id = ++next
      const answered = new Promise<void>((resolve) => waiting.set(id, resolve))
      write(encodeFrame(id, { path: '/invocations', contentType: 'text/csv' }, bodies[id % bodies.length] as Buffer))
      await answered
      const then = performance.now()
      took.push(then - now)
      now = then
    }
  }
  await Promise.all(Array.from({ length: inFlight }, keepBusy))
  const elapsed = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  socket.destroy()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number
  return { requests: took.length, perSecond: (took.length * 1000) / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), cpuMicroseconds: user + system }
}

const { plan, bodies } = await read()
process.stdout.write(`${JSON.stringify(await generate(plan, bodies))}\n`)
