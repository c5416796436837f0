/** The AWS SDK for JavaScript v3 with nothing but `eval "$(./kenja env)"`. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { checkObjects, type Objects } from '../../support/language-flow.ts'
import { bankData, confusion } from '../xgboost/bank-data.ts'

const data = bankData()
let kenja: KenjaHome | undefined
after(async () => {
  await kenja?.remove()
  if ('folder' in data) rmSync(data.folder, { recursive: true, force: true })
})

interface Outcome {
  readonly Account: string
  readonly s3: Objects
  readonly status: string
  readonly finalMetrics: readonly string[]
  readonly predictions: readonly string[]
  readonly load: { readonly calls: number; readonly failures: readonly string[]; readonly answers: readonly string[] }
  readonly updated: string
  readonly logged: number
  readonly samples: number
  readonly minimum: number
  readonly left: number
}

test('AWS SDK for JavaScript: role, bucket, training, endpoint, update under load, logs, metrics, deletion', { timeout: 600_000 }, async (t) => {
  if ('missing' in data) return t.skip(data.missing)
  kenja = await startKenja()
  const said = await output(process.execPath, [join(import.meta.dirname, 'flow.ts'), data.folder, 'javascript'], await kenja.environment())
  const outcome = JSON.parse(said) as Outcome
  t.diagnostic(`${outcome.load.calls} invocations during the update`)
  assert.deepEqual([outcome.Account, outcome.status], ['123456789012', 'Completed'])
  checkObjects(outcome.s3, 'JavaScript')
  assert.deepEqual(outcome.finalMetrics.toSorted(), ['train:logloss', 'validation:logloss'])
  assert.equal(outcome.predictions.length, 12357)
  assert.deepEqual(confusion(outcome.predictions.map(Number), data.folder), [10785, 151, 1124, 297])
  assert.deepEqual(outcome.load.failures, [], 'no invocation fails while the endpoint is updated')
  assert.ok(outcome.load.calls > 0)
  const expected = new Set([outcome.predictions[0], outcome.updated])
  assert.ok(
    outcome.load.answers.every((answer) => expected.has(answer)),
    String(outcome.load.answers),
  )
  assert.notEqual(outcome.updated, outcome.predictions[0])
  assert.deepEqual([outcome.logged, outcome.samples], [50, 50])
  assert.ok(outcome.minimum > 0.2 && outcome.minimum < 0.3)
  assert.equal(outcome.left, 0)
})
