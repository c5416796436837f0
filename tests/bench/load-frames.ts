/**
 * The load generator for a serving program without a gateway: frames on its socket, as the gateway sends them, so many in flight. Reads plan and bodies from
 * standard input (`readPlan`), writes the figures as JSON.
 */
import { connect } from 'node:net'
import { encodeFrame, frameWriter, type ResponseHead, readFrames } from '../../packages/frames/src/index.ts'
import { closedLoop, readPlan } from './closed-loop.ts'

export interface FramesPlan {
  readonly socket: string
  readonly inFlight: number
  readonly seconds: number
}

const { plan, parts: bodies } = await readPlan<FramesPlan>()
const socket = connect(plan.socket)
await new Promise((resolve) => socket.once('connect', resolve))
const write = frameWriter(socket)
const waiting = new Map<number, () => void>()
readFrames<ResponseHead>(socket, ({ id, head, body }) => {
  if (head.status !== 200) throw new Error(`${head.status}: ${body.toString().slice(0, 500)}`)
  waiting.get(id)?.()
  waiting.delete(id)
})
let last = 0
const call = () =>
  new Promise<void>((resolve) => {
    const id = ++last
    waiting.set(id, resolve)
    write(encodeFrame(id, { path: '/invocations', contentType: 'text/csv' }, bodies[id % bodies.length] as Buffer))
  })
const result = await closedLoop(
  plan.seconds,
  Array.from({ length: plan.inFlight }, () => call),
)
socket.destroy()
process.stdout.write(`${JSON.stringify(result)}\n`)
