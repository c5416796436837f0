/** A hundred endpoints of the built-in XGBoost on one machine, each asked once a second: what they take of its memory, and how long an answer takes. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { prepareImage } from '../clients/xgboost/image-programs.ts'
import { REGION } from '../support/server.ts'
import { bankData } from './bank-data.ts'
import { Connection } from './http-client.ts'
import { printTable, proportionalMegabytes } from './measure.ts'
import { atEnd, HOST, startKenja, temporaryHome } from './servers.ts'
import { signedRequest } from './signed-request.ts'
import { deploy, HYPERPARAMETERS, prepareFlow, trainJob } from './xgboost-flow.ts'

const ENDPOINTS = 100
const SECONDS = 10
const GOAL_MEGABYTES = 40
const GOAL_P99_MS = 20

/** The first process of each task's own tree. */
function taskRoots(home: string): number[] {
  const tasks = join(home, 'work', 'tasks')
  return readdirSync(tasks)
    .filter((name) => name.startsWith('endpoint-'))
    .map((name) => Number.parseInt(readFileSync(join(tasks, name, 'shim'), 'utf8'), 10))
}

test(`${ENDPOINTS} endpoints, a request each per second`, { timeout: 300_000 }, async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const later = atEnd(t)
  const home = temporaryHome(later)
  const kenja = await startKenja(home)
  later(kenja.stop)
  const { train, test: rows } = bankData()
  await prepareFlow(kenja.clients, train)
  const job = await trainJob(kenja.clients, 'bench', { ...HYPERPARAMETERS, gamma: '0', min_child_weight: '1', tree_method: 'hist' })
  const names = Array.from({ length: ENDPOINTS }, (_, index) => `bench-${index}`)
  const left = names.values()
  const begun = performance.now()
  const worker = async () => {
    for (const name of left) await deploy(kenja.clients, name, job.ModelArtifacts?.S3ModelArtifacts as string)
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  const deployedMs = (performance.now() - begun) / ENDPOINTS

  const took: number[] = []
  const ask = async (name: string, index: number) => {
    const connection = await Connection.open(HOST, kenja.port)
    await pause(index * (1000 / ENDPOINTS))
    for (let second = 0; second <= SECONDS; second++) {
      const request = signedRequest(
        kenja.key,
        { host: `${HOST}:${kenja.port}`, region: REGION, service: 'sagemaker' },
        {
          method: 'POST',
          path: `/endpoints/${name}/invocations`,
          headers: { 'content-type': 'text/csv' },
          body: rows[(index + second) % rows.length] as string,
        },
      )
      const sent = performance.now()
      const { status, text } = await connection.send(request)
      assert.equal(status, 200, text)
      // The first round is the warm one.
      if (second > 0) took.push(performance.now() - sent)
      await pause(Math.max(0, 1000 - (performance.now() - sent)))
    }
    connection.close()
  }
  await Promise.all(names.map(ask))
  took.sort((a, b) => a - b)
  const p99 = took[Math.floor(took.length * 0.99)] as number
  const each = proportionalMegabytes(taskRoots(home)) / ENDPOINTS
  printTable(
    t,
    `${ENDPOINTS} endpoints, one request each per second for ${SECONDS} s`,
    ['memory an endpoint, MB (PSS)', 'goal', 'p50 ms', 'p99 ms', 'goal', 'CreateModel to InService, ms an endpoint (4 at a time)'],
    [[each.toFixed(1), `≤ ${GOAL_MEGABYTES}`, (took[took.length >> 1] as number).toFixed(2), p99.toFixed(2), `< ${GOAL_P99_MS}`, deployedMs.toFixed(0)]],
  )
  assert.ok(each <= GOAL_MEGABYTES * 1.5, `${each.toFixed(1)} MB`)
  assert.ok(p99 < GOAL_P99_MS * 2, `${p99.toFixed(1)} ms`)
})
