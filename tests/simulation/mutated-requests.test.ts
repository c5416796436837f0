/**
 * Recorded requests, spoilt, against a running server: no crash, no hang over a second, no growth, AWS's error each time.
 * KENJA_FUZZ_SECONDS says for how long (60; an hour at night), KENJA_FUZZ_SEED with which seed (the day's, so that runs differ; it is printed).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz } from '../support/hostile/fuzz.ts'
import { startMockServer } from '../support/hostile/mock-server.ts'

const seconds = Number(process.env.KENJA_FUZZ_SECONDS ?? 60)
const seed = Number(process.env.KENJA_FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000))
const MIB = 1024 * 1024

test(`spoilt requests for ${seconds} s`, async (t) => {
  const server = await startMockServer()
  try {
    const { failures, requests, statuses, slowestMs, residentBytes } = await fuzz(server, { seconds, seed })
    const mib = residentBytes.map((bytes) => Math.round(bytes / MIB))
    t.diagnostic(`seed ${seed}: ${requests} requests, slowest ${Math.round(slowestMs)} ms, ${JSON.stringify(statuses)}, resident MiB ${mib.join(' ')}`)
    assert.deepEqual(failures, [])
    // Records of what was made are kept, and V8 takes its time to give memory back: what must not be is growth that goes on.
    const half = Math.max(...residentBytes.slice(0, 5))
    assert.ok(Math.max(...residentBytes.slice(5)) < half * 1.5 + 64 * MIB, `resident memory grew: ${mib.join(' ')} MiB`)
  } finally {
    await server.stop()
  }
})
