/** From nothing to the first signed answer, and memory at rest, against moto's server: the same signed GetCallerIdentity to both. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { pythonEnvironment } from '../support/python-environment.ts'
import { REGION } from '../support/server.ts'
import { alternate, median, printTable, ratio, residentMegabytes } from './measure.ts'
import { atEnd, firstAnswer, HOST, launch, launchKenja, type RunningServer, rootKey, temporaryHome } from './servers.ts'
import { type Key, signedRequest } from './signed-request.ts'

const ROUNDS = 7
/** What runs after the first answer (looking at tasks, compiling) is over by then. */
const REST_MS = 1_500

const callerIdentity = (port: number, key: Key) =>
  signedRequest(
    key,
    { host: `${HOST}:${port}`, region: REGION, service: 'sts' },
    {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    },
  )

interface Start {
  readonly ms: number
  readonly rss: number
}

async function measure(launchIt: (port: number) => RunningServer, key: () => Key): Promise<Start> {
  const port = await freePort()
  const begun = performance.now()
  const server = launchIt(port)
  try {
    const answer = await firstAnswer(server, () => callerIdentity(port, key()))
    const ms = performance.now() - begun
    assert.match(answer.text, /<Account>123456789012<\/Account>/)
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    return { ms, rss: residentMegabytes([server.child.pid as number]) }
  } finally {
    await server.stop()
  }
}

test("start to the first signed answer at most half of moto's, memory at rest at most twice", async (t) => {
  const moto = pythonEnvironment(import.meta.dirname, 'moto')
  if ('missing' in moto) return t.skip(moto.missing)
  const home = temporaryHome(atEnd(t))
  const kenja = () =>
    measure(
      (port) => launchKenja(home, port),
      () => rootKey(home),
    )
  const peer = () =>
    measure(
      (port) => launch(moto.python, ['-m', 'moto.server', '-H', HOST, '-p', String(port)], port),
      () => ({ accessKeyId: 'testing', secretAccessKey: 'testing' }),
    )
  // The first start makes the home, the second is the first of all others; both fill compile caches, as does moto's first.
  const first = await kenja()
  await kenja()
  await peer()
  const results = await alternate(ROUNDS, { kenja, peer })
  const of = (name: 'kenja' | 'peer', figure: keyof Start) => results[name].map((result) => result[figure])
  const startRatio = ratio(of('kenja', 'ms'), of('peer', 'ms'))
  const memoryRatio = ratio(of('kenja', 'rss'), of('peer', 'rss'))
  printTable(
    t,
    `Start, medians of ${ROUNDS} alternating starts`,
    ['', 'Kenja', 'moto 5.2.5', 'ratio', 'guard'],
    [
      ['start to first signed answer, ms', median(of('kenja', 'ms')).toFixed(0), median(of('peer', 'ms')).toFixed(0), startRatio.toFixed(2), '≤ 0.5'],
      ['memory at rest, MB', median(of('kenja', 'rss')).toFixed(0), median(of('peer', 'rss')).toFixed(0), memoryRatio.toFixed(2), '≤ 2'],
      ["a home's very first start, ms", first.ms.toFixed(0), '', '', ''],
    ],
  )
  assert.ok(startRatio <= 0.5, `start ${startRatio.toFixed(2)}`)
  assert.ok(memoryRatio <= 2, `memory ${memoryRatio.toFixed(2)}`)
})
