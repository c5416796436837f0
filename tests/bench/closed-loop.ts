/** What the load generators have in common: the plan on standard input, the loop, the figures. */

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The generator's own CPU time. */
  readonly cpuMicroseconds: number
}

/** Standard input: the plan as JSON and what to send, each behind its length (4 bytes). */
export async function readPlan<Plan>(): Promise<{ readonly plan: Plan; readonly parts: readonly Buffer[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const all = Buffer.concat(chunks)
  const parts: Buffer[] = []
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32BE(at)
    parts.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [plan, ...rest] = parts as [Buffer, ...Buffer[]]
  return { plan: JSON.parse(plan.toString()) as Plan, parts: rest }
}

/** Keeps every caller busy for so long, each with one request at a time: a slow server gets fewer. */
export async function closedLoop(seconds: number, callers: readonly (() => Promise<void>)[]): Promise<LoadResult> {
  const took: number[] = []
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const end = begun + seconds * 1000
  await Promise.all(
    callers.map(async (call) => {
      for (let now = performance.now(); now < end; ) {
        await call()
        const then = performance.now()
        took.push(then - now)
        now = then
      }
    }),
  )
  const elapsed = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number
  return { requests: took.length, perSecond: (took.length * 1000) / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), cpuMicroseconds: user + system }
}
