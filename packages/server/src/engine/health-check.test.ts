/** When a serving process counts as hung. The clock is the test's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchPing } from './health-check.ts'

const limits = { everyMs: 5_000, timeoutMs: 2_000, idleMs: 15_000, busyMs: 75_000 }
const ENDED = new Error('the test has seen enough')

/** Plays one answer a ping: a status, or undefined for none in time. Resolves with the time of the verdict, or undefined when there was none. */
async function verdictMs(answers: readonly (number | undefined)[], { busy = false, sleptMs = 0 } = {}): Promise<number | undefined> {
  let nowMs = 0
  let asked = 0
  try {
    return await watchPing(
      {
        async ping() {
          if (asked === answers.length) throw ENDED
          const status = answers[asked++]
          if (status !== undefined) return status
          nowMs += limits.timeoutMs
          throw new Error('no answer')
        },
        busy: () => busy,
        monotonicMs: () => nowMs,
        async pause(ms) {
          if (asked === answers.length) throw ENDED
          nowMs += ms + (asked === 1 ? sleptMs : 0)
        },
      },
      limits,
    )
  } catch (error) {
    if (error === ENDED) return undefined
    assert.match((error as Error).message, /^no good answer to \/ping for \d+ s$/)
    return nowMs
  }
}

const silent = (times: number) => Array.from({ length: times }, () => undefined)

test('silence for a while is a verdict, one missing answer is none', async () => {
  assert.equal(await verdictMs([200, 200, undefined, 200, undefined, undefined, 200]), undefined)
  assert.equal(await verdictMs([200, ...silent(10)]), 5_000 + 2_000 + 5_000 + 2_000 + 5_000 + 2_000)
  assert.equal(await verdictMs([...Array.from({ length: 10 }, () => 503)]), 15_000, 'a bad answer is no good one')
})

test('who works may be silent longer', async () => {
  assert.equal(await verdictMs([200, ...silent(10)], { busy: true }), undefined)
  assert.ok(((await verdictMs([200, ...silent(20)], { busy: true })) ?? 0) >= limits.busyMs)
})

test('a machine that slept is asked again before anything is concluded', async () => {
  assert.equal(await verdictMs([200, undefined, 200, 200], { sleptMs: 3_600_000 }), undefined)
})
