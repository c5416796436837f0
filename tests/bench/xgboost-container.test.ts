/**
 * The XGBoost image's serving program on its socket against the rebuild of AWS's container, both without a gateway: single rows, a thousand, 6 MB, and a large
 * model. Then the same while two other processes take both cores.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { imageProgram, layOutJob, prepareImage, train } from '../clients/xgboost/image-programs.ts'
import { freePort } from '../support/free-port.ts'
import { bankData } from './bank-data.ts'
import { onBusyCores } from './busy-cores.ts'
import { startContainerStandIn } from './container-stand-in.ts'
import { generateFrames, generateLoad, type Round } from './generate-load.ts'
import { alternate, median, printTable, ratio } from './measure.ts'
import { atEnd, firstAnswer, HOST, launch, temporaryHome } from './servers.ts'
import { rawRequest } from './signed-request.ts'

const ROUNDS = 3
const SECONDS = 2
/** Of AWS's limit for a request, less a little. */
const LARGE_BYTES = 6_290_000

const models = {
  m100: { num_round: '100', max_depth: '5', eta: '0.2' },
  m1000: { num_round: '1000', max_depth: '8', eta: '0.05' },
} as const
const common = { subsample: '0.8', objective: 'binary:logistic', tree_method: 'hist', gamma: '0', min_child_weight: '1' }

interface Case {
  readonly name: string
  readonly bodies: readonly string[]
  readonly inFlight: number
  /** × the container; missed by a third, the run fails. */
  readonly goal: number
}

function casesOf(model: keyof typeof models, rows: readonly string[]): Case[] {
  const large = rows.concat(rows, rows, rows).join('\n').slice(0, LARGE_BYTES)
  const thousand = rows.slice(0, 1000).join('\n')
  const cases = [
    { name: '1 row, 16 at a time', bodies: rows.slice(0, 64), inFlight: 16, goal: model === 'm100' ? 15 : 6 },
    { name: '1,000 rows, 16 at a time', bodies: [thousand], inFlight: 16, goal: model === 'm100' ? 9 : 2.5 },
  ]
  return model === 'm100' ? [...cases, { name: '6 MB, one at a time', bodies: [large.slice(0, large.lastIndexOf('\n'))], inFlight: 1, goal: 6 }] : cases
}

const plain = (port: number, bodies: readonly string[]) =>
  bodies.map((body) => rawRequest(`${HOST}:${port}`, { method: 'POST', path: '/invocations', headers: { 'content-type': 'text/csv' }, body }))

for (const model of ['m100', 'm1000'] as const) {
  test(`the serving program, ${model}, against the rebuild of the container`, { timeout: 240_000 }, async (t) => {
    const missing = prepareImage('1.7-1')
    if (missing) return t.skip(missing)
    const later = atEnd(t)
    const home = temporaryHome(later)
    const { train: rowsWithLabel, test: rows } = bankData()
    const csv = join(home, 'train.csv')
    writeFileSync(csv, rowsWithLabel)
    const optMl = layOutJob(join(home, 'job'), { ...common, ...models[model] }, { train: csv })
    assert.equal(train('1.7-1', optMl).status, 0)
    const socket = join(home, 's')
    const program = imageProgram('serve', '1.7-1', optMl)
    const serving = spawn(program.command, program.args, { env: { ...program.env, KENJA_SERVE_SOCKET: socket }, stdio: ['ignore', 'pipe', 'inherit'] })
    later(() => serving.kill())
    for await (const line of serving.stdout) if (String(line).includes('Model loaded successfully')) break
    mkdirSync(join(home, 'peer'))
    const standIn = await startContainerStandIn(join(home, 'peer'), join(optMl, 'model', 'xgboost-model'), later)
    if ('missing' in standIn) return t.skip(standIn.missing)
    const port = await freePort()
    const hello = launch(process.execPath, [join(import.meta.dirname, 'hello.ts')], port, { PORT: String(port) })
    later(hello.stop)
    await firstAnswer(hello, () => rawRequest(HOST, { method: 'GET', path: '/' }))

    const root = serving.pid as number
    const ours = ({ bodies, inFlight }: Case) => generateFrames({ socket, inFlight, seconds: SECONDS }, bodies, [root])
    const table: (string | number)[][] = []
    const busyTable: (string | number)[][] = []
    for (const each of casesOf(model, rows)) {
      const peer = (to: number, roots: readonly number[]) =>
        generateLoad({ host: HOST, port: to, connections: each.inFlight, seconds: SECONDS }, plain(to, each.bodies), roots)
      await ours(each)
      const single = each.bodies.length > 1
      const runs: Record<string, () => Promise<Round>> = { kenja: () => ours(each), container: () => peer(standIn.port, standIn.roots) }
      if (single) runs.hello = () => peer(hello.port, [hello.child.pid as number])
      const found = await alternate(ROUNDS, runs)
      const of = (name: string, figure: keyof Round) => (found[name] ?? []).map((round) => round[figure])
      const times = ratio(of('kenja', 'perSecond'), of('container', 'perSecond'))
      const figures = (name: string) => [
        median(of(name, 'perSecond')).toFixed(1),
        median(of(name, 'p99Ms')).toFixed(2),
        median(of(name, 'serverUs')).toFixed(0),
      ]
      const toHello = single ? ratio(of('kenja', 'perSecond'), of('hello', 'perSecond')).toFixed(2) : '–'
      table.push([each.name, ...figures('kenja'), ...figures('container'), times.toFixed(1), each.goal, toHello])
      assert.ok(times >= each.goal / 1.5, `${each.name}: ${times.toFixed(1)} × the container`)
      const busy = await onBusyCores(() => ours(each))
      const slower = median(of('kenja', 'perSecond')) / busy.perSecond
      busyTable.push([each.name, busy.perSecond.toFixed(1), busy.p99Ms.toFixed(2), slower.toFixed(1)])
      assert.ok(slower <= 4, `${each.name}: ${slower.toFixed(1)} × slower on a busy machine`)
    }
    const head = ['request', 'Kenja /s', 'p99 ms', 'CPU µs', 'container /s', 'p99 ms', 'CPU µs', '× the container', 'goal', '× Node hello']
    printTable(t, `${model}, at the container, ${ROUNDS} alternating rounds of ${SECONDS} s`, head, table)
    printTable(t, `${model}, while two processes take both cores`, ['request', 'Kenja /s', 'p99 ms', '× slower (goal ≤ 4)'], busyTable)
  })
}
