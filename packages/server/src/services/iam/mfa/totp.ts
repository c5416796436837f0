/** Time-based one-time passwords: RFC 6238 with SHA-1, 30 seconds and six digits, as authenticator apps and IAM use them. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000

/** The number of the step that a time falls into. */
export const stepAt = (time: Date): number => Math.floor(time.getTime() / STEP_MS)

/** RFC 4226: the six digits of a step. */
export function codeOf(seed: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', seed).update(counter).digest()
  const offset = (mac.at(-1) as number) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Whether the code is that of the step; the time does not tell how much of it fits. */
export function isCodeOf(seed: Uint8Array, step: number, code: string): boolean {
  return /^\d{6}$/.test(code) && timingSafeEqual(Buffer.from(codeOf(seed, step)), Buffer.from(code))
}

/** The step within `reach` of `middle` whose code this is and whose successor's is `next`; undefined when there is none. */
export function findPair(seed: Uint8Array, middle: number, reach: number, code: string, next: string): number | undefined {
  for (let distance = 0; distance <= reach; distance++)
    for (const step of [middle - distance, middle + distance]) if (step >= 0 && isCodeOf(seed, step, code) && isCodeOf(seed, step + 1, next)) return step
  return undefined
}
