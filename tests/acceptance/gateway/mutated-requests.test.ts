/** A few seconds of spoilt requests. The long form is tests/simulation/mutated-requests.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz } from '../../support/hostile/fuzz.ts'
import { startMockServer } from '../../support/hostile/mock-server.ts'

test('recorded requests, spoilt: answered, in AWS`s words, within a second each', async (t) => {
  const server = await startMockServer()
  try {
    const { failures, requests, statuses } = await fuzz(server, { seconds: 3, seed: 1 })
    t.diagnostic(`${requests} requests: ${JSON.stringify(statuses)}`)
    assert.deepEqual(failures, [])
    assert.ok((statuses[200] ?? 0) > 0 && (statuses[400] ?? 0) > (statuses[200] ?? 0) / 2, 'requests reach operations, and spoilt ones are refused')
  } finally {
    await server.stop()
  }
})
