/**
 * The load generator, a process of its own: keeps as many connections busy as it is told, for as long as it is told. Reads the plan as JSON from standard input
 * (requests follow it, each behind its length), writes the figures as JSON. A closed loop: a slow server gets fewer requests.
 */
import { Connection } from './http-client.ts'

export interface LoadPlan {
  readonly host: string
  readonly port: number
  readonly connections: number
  readonly seconds: number
}

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The generator's own CPU time. */
  readonly cpuMicroseconds: number
}

async function read(): Promise<{ plan: LoadPlan; requests: Buffer[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const all = Buffer.concat(chunks)
  const parts: Buffer[] = []
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32BE(at)
    parts.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [plan, ...requests] = parts as [Buffer, ...Buffer[]]
  return { plan: JSON.parse(plan.toString()) as LoadPlan, requests }
}

async function generate({ host, port, connections, seconds }: LoadPlan, requests: readonly Buffer[]): Promise<LoadResult> {
  const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(host, port)))
  const took: number[] = []
  let next = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const end = begun + seconds * 1000
  await Promise.all(
    opened.map(async (connection) => {
      for (let now = performance.now(); now < end; ) {
        const answer = await connection.send(requests[next++ % requests.length] as Buffer)
        if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 500)}`)
        const then = performance.now()
        took.push(then - now)
        now = then
      }
    }),
  )
  const elapsed = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  for (const connection of opened) connection.close()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number
  return { requests: took.length, perSecond: (took.length * 1000) / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), cpuMicroseconds: user + system }
}

const { plan, requests } = await read()
process.stdout.write(`${JSON.stringify(await generate(plan, requests))}\n`)
