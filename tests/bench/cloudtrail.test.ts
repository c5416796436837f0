/**
 * What the record of calls costs. An InvokeEndpoint is only counted, in memory: its cost is held against the time that the whole request takes in the server's one thread.
 * A management call pays for one INSERT in the transaction that it has anyway.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTrailRecorder } from '../../packages/server/src/app/trail.ts'
import type { Request } from '../../packages/server/src/dispatcher.ts'
import type { Call } from '../../packages/server/src/operation.ts'
import { deploy, prepareAccount, withProcesses } from '../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer, type TestServer } from '../support/server.ts'
import { generateLoad } from './generate-load.ts'
import { alternate, median, milliseconds, printTable } from './measure.ts'
import { HOST } from './servers.ts'
import { signedRequest } from './signed-request.ts'

const ROUNDS = 5
const CALLS = 100_000
const INSERTS = 5_000

const callOf = (number: number): Call => ({
  id: `00000000-0000-4000-8000-${number}`,
  principal: { kind: 'user', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/bench`, userId: 'AIDABENCH' },
  accessKeyId: 'AKIABENCH',
  sourceIp: '127.0.0.1',
  userAgent: 'bench',
  origin: 'http://127.0.0.1:4566',
})

const invocation = (number: number): Request => ({
  service: 'sagemaker-runtime',
  operation: 'InvokeEndpoint',
  input: { EndpointName: `bench-${number % 8}`, Body: Buffer.alloc(0) },
  call: callOf(number),
  region: REGION,
})

const creation = (number: number): Request => ({
  service: 'sagemaker',
  operation: 'CreateModel',
  input: {
    ModelName: `bench-${number}`,
    ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/bench`,
    PrimaryContainer: { Image: 'image', ModelDataUrl: 's3://bucket/model.tar.gz', Environment: { MODE: 'bench' } },
  },
  call: callOf(number),
  region: REGION,
})

/** Microseconds for each call, the flush included. */
function costs(server: TestServer) {
  const { store } = server.app
  const recorder = createTrailRecorder({ store, now: () => new Date(), region: REGION, log: assert.fail })
  const invocations = Array.from({ length: CALLS }, (_, number) => invocation(number))
  const creations = Array.from({ length: INSERTS }, (_, number) => creation(number))
  return {
    async invoke() {
      const ms = await milliseconds(() => {
        for (const request of invocations) {
          recorder.allowed(request.call, 'sagemaker:InvokeEndpoint', `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/${request.input.EndpointName}`)
          recorder.record(request, { output: {} })
        }
        recorder.flush()
      })
      // Each round's calls are new ones.
      for (const [number, request] of invocations.entries()) invocations[number] = { ...request, call: { ...request.call } }
      return (ms * 1000) / CALLS
    },
    async create() {
      const output = { ModelArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/bench` }
      const ms = await milliseconds(() =>
        store.transact(() => {
          for (const request of creations) recorder.record(request, { output })
        }),
      )
      return (ms * 1000) / INSERTS
    },
  }
}

test('counting an InvokeEndpoint takes less than 5 % of its time; keeping a management call takes microseconds', async (t) => {
  const server = await startServer(withProcesses)
  t.after(() => server.stop())
  await prepareAccount(server.clients)
  assert.equal((await deploy(server.clients, 'bench', 'm')).EndpointStatus, 'InService')
  const request = signedRequest(
    server.credentials,
    { host: `${HOST}:${server.port}`, region: REGION, service: 'sagemaker' },
    { method: 'POST', path: '/endpoints/bench/invocations', headers: { 'content-type': 'text/csv' }, body: '1,2' },
  )
  const load = () => generateLoad({ host: HOST, port: server.port, connections: 16, seconds: 2 }, [request], [process.pid])
  await load()
  const { perSecond } = await load()
  const results = await alternate(ROUNDS, costs(server))
  const invoke = median(results.invoke)
  const share = (invoke * perSecond) / 1e6
  printTable(
    t,
    `The record of calls, ${ROUNDS} rounds (guard: < 5 % of an InvokeEndpoint)`,
    ['', 'figure'],
    [
      ['InvokeEndpoint through the gateway, a program that answers at once', `${perSecond.toFixed(0)}/s`],
      ['counting one', `${invoke.toFixed(2)} µs, ${(100 * share).toFixed(1)} %`],
      ['keeping one CreateModel', `${median(results.create).toFixed(0)} µs`],
    ],
  )
  assert.ok(share < 0.05, `${(100 * share).toFixed(1)} %`)
})
