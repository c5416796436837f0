/**
 * The load generator, a process of its own: keeps as many connections busy as it is told, for as long as it is told. Reads plan and requests from standard
 * input (`readPlan`), writes the figures as JSON.
 */
import { closedLoop, readPlan } from './closed-loop.ts'
import { Connection } from './http-client.ts'

export interface LoadPlan {
  readonly host: string
  readonly port: number
  readonly connections: number
  readonly seconds: number
}

const { plan, parts: requests } = await readPlan<LoadPlan>()
const opened = await Promise.all(Array.from({ length: plan.connections }, () => Connection.open(plan.host, plan.port)))
let next = 0
const callers = opened.map((connection) => async () => {
  const answer = await connection.send(requests[next++ % requests.length] as Buffer)
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 500)}`)
})
const result = await closedLoop(plan.seconds, callers)
for (const connection of opened) connection.close()
process.stdout.write(`${JSON.stringify(result)}\n`)
