/**
 * InvokeEndpoint of one row over 16 connections: signed, through Kenja's gateway, against the rebuild of AWS's container called straight and unsigned. Beside them
 * Node's HTTP server saying hello: the floor. Every signature is verified; the rows change, the requests are signed before each round.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { createGunzip } from 'node:zlib'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { extract } from 'tar-stream'
import { prepareImage } from '../clients/xgboost/image-programs.ts'
import { freePort } from '../support/free-port.ts'
import { REGION } from '../support/server.ts'
import { bankData } from './bank-data.ts'
import { type StandIn, startContainerStandIn } from './container-stand-in.ts'
import { generateLoad, type Round } from './generate-load.ts'
import { Connection } from './http-client.ts'
import { alternate, median, printTable, ratio } from './measure.ts'
import { atEnd, firstAnswer, HOST, type KenjaProcess, launch, type RunningServer, startKenja, temporaryHome } from './servers.ts'
import { rawRequest, signedRequest } from './signed-request.ts'
import { deploy, HYPERPARAMETERS, prepareFlow, trainJob } from './xgboost-flow.ts'

const ROUNDS = 5
/** Lower than the goal: on a busy machine one thread of ours stands against four processes. */
const GUARD = 6
const CONNECTIONS = 16
const SECONDS = 2
const WARM_SECONDS = 4
/** Different rows, so that a repeated body flatters nobody's caches. */
const BODIES = 64
const PATH = '/endpoints/bench/invocations'

/** The file that the job has left in S3. */
async function modelFile({ clients }: KenjaProcess, url: string): Promise<Buffer> {
  const { hostname: Bucket, pathname } = new URL(url)
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key: pathname.slice(1) }))
  for await (const entry of Readable.from(Body as AsyncIterable<Buffer>)
    .pipe(createGunzip())
    .pipe(extract())) {
    if (entry.header.name === 'xgboost-model') return await buffer(entry)
    entry.resume()
  }
  throw new Error('There is no xgboost-model in it.')
}

const signedInvocations = ({ key, port }: KenjaProcess, rows: readonly string[]) =>
  rows.map((body) =>
    signedRequest(
      key,
      { host: `${HOST}:${port}`, region: REGION, service: 'sagemaker' },
      { method: 'POST', path: PATH, headers: { 'content-type': 'text/csv' }, body },
    ),
  )

const plainInvocations = (port: number, rows: readonly string[]) =>
  rows.map((body) => rawRequest(`${HOST}:${port}`, { method: 'POST', path: '/invocations', headers: { 'content-type': 'text/csv' }, body }))

async function answers(port: number, requests: readonly Buffer[]): Promise<number[]> {
  const connection = await Connection.open(HOST, port)
  const found: number[] = []
  for (const request of requests) {
    const { status, text } = await connection.send(request)
    assert.equal(status, 200, text)
    found.push(Math.fround(Number(text.trim())))
  }
  connection.close()
  return found
}

test('InvokeEndpoint, one row, 16 connections, signed: many times the container, unsigned', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const later = atEnd(t)
  const home = temporaryHome(later)
  const kenja = await startKenja(home)
  later(kenja.stop)
  const { train, test: rows } = bankData()
  await prepareFlow(kenja.clients, train)
  const job = await trainJob(kenja.clients, 'bench', { ...HYPERPARAMETERS, gamma: '0', min_child_weight: '1', tree_method: 'hist' })
  const artifact = job.ModelArtifacts?.S3ModelArtifacts as string
  await deploy(kenja.clients, 'bench', artifact)
  const file = join(home, 'xgboost-model')
  writeFileSync(file, await modelFile(kenja, artifact))
  const standIn = await startContainerStandIn(home, file, later)
  if ('missing' in standIn) return t.skip(standIn.missing)
  const port = await freePort()
  const hello = launch(process.execPath, [join(import.meta.dirname, 'hello.ts')], port, { PORT: String(port) })
  later(hello.stop)
  await firstAnswer(hello, () => rawRequest(HOST, { method: 'GET', path: '/' }))
  await compare(t, kenja, standIn, hello, rows.slice(0, BODIES))
})

async function compare(t: TestContext, kenja: KenjaProcess, standIn: StandIn, hello: RunningServer, rows: readonly string[]): Promise<void> {
  // Text differs (NumPy prints the shortest of float32); the float32 values must not.
  assert.deepEqual(await answers(kenja.port, signedInvocations(kenja, rows)), await answers(standIn.port, plainInvocations(standIn.port, rows)))
  const load = (port: number, requests: readonly Buffer[], roots: readonly number[], seconds = SECONDS) =>
    generateLoad({ host: HOST, port, connections: CONNECTIONS, seconds }, requests, roots)
  const runs = (seconds: number) => ({
    kenja: () => load(kenja.port, signedInvocations(kenja, rows), [kenja.child.pid as number], seconds),
    container: () => load(standIn.port, plainInvocations(standIn.port, rows), standIn.roots, seconds),
    hello: () => load(hello.port, plainInvocations(hello.port, rows), [hello.child.pid as number], seconds),
  })
  // Every server runs warm: compilers of machine code need some ten thousand requests.
  await alternate(1, runs(WARM_SECONDS))
  const results = await alternate(ROUNDS, runs(SECONDS))
  const of = (name: keyof typeof results, figure: keyof Round) => results[name].map((round) => round[figure])
  const times = ratio(of('kenja', 'perSecond'), of('container', 'perSecond'))
  const row = (title: string, name: keyof typeof results) => [
    title,
    median(of(name, 'perSecond')).toFixed(0),
    ratio(of(name, 'perSecond'), of('container', 'perSecond')).toFixed(1),
    median(of(name, 'p50Ms')).toFixed(2),
    median(of(name, 'p99Ms')).toFixed(2),
    median(of(name, 'serverUs')).toFixed(0),
  ]
  printTable(
    t,
    `InvokeEndpoint, one row, ${CONNECTIONS} connections, ${ROUNDS} alternating rounds of ${SECONDS} s (guard: Kenja ≥ ${GUARD} × the container, goal 10)`,
    ['', 'requests/s', '× the container', 'p50 ms', 'p99 ms', 'CPU µs per request, all processes'],
    [
      row('Kenja, signed, through the gateway', 'kenja'),
      row(`rebuild of the container, unsigned (${standIn.front})`, 'container'),
      row('Node hello (floor)', 'hello'),
    ],
  )
  const generator = Math.max(...results.kenja.map(({ cpuMicroseconds, requests }) => cpuMicroseconds / requests))
  t.diagnostic(`The load generator takes up to ${generator.toFixed(0)} µs of the same cores for each of Kenja's requests.`)
  assert.ok(times >= GUARD, `${times.toFixed(1)} times`)
}
