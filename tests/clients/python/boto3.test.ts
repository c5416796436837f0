/** boto3 with nothing but `eval "$(./kenja env)"`: role, bucket, training, endpoint, update under load, logs, metrics, deletion. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { machineHas, pythonEnvironment } from '../../support/python-environment.ts'
import { bankData } from '../xgboost/bank-data.ts'

const data = bankData()
let kenja: KenjaHome | undefined
after(async () => {
  await kenja?.remove()
  if ('folder' in data) rmSync(data.folder, { recursive: true, force: true })
})

interface Outcome {
  readonly version: string
  readonly status: string
  readonly finalMetrics: Readonly<Record<string, number>>
  readonly variant: string
  readonly predictions: number
  readonly confusion: readonly number[]
  readonly load: {
    readonly calls: number
    readonly failures: readonly string[]
    readonly before: readonly string[]
    readonly answers: readonly string[]
    readonly after: string
  }
  readonly rounds: readonly string[]
  readonly found: readonly string[]
  readonly losses: readonly number[]
  readonly calls: number
  readonly counted: number
  readonly gone: string
}

const clients = {
  newest: () => pythonEnvironment(import.meta.dirname, 'boto3-newest'),
  oldest: () => pythonEnvironment(import.meta.dirname, 'boto3-oldest'),
  machine: () => machineHas('boto3'),
}

for (const [which, environment] of Object.entries(clients)) {
  test(`boto3, ${which}: the whole way, and AWS's published numbers for 50 rounds with 1.7-1`, async (t) => {
    const client = environment()
    const missing = 'missing' in data ? data.missing : 'missing' in client ? client.missing : undefined
    if ('missing' in data || 'missing' in client) return t.skip(missing)
    kenja ??= await startKenja()
    const script = join(import.meta.dirname, 'boto3_flow.py')
    const said = await output(client.python, [script, data.folder, `boto3-${which}`], await kenja.environment())
    const outcome = JSON.parse(said) as Outcome
    t.diagnostic(`boto3 ${outcome.version}: ${outcome.load.calls} invocations during the update`)

    assert.equal(outcome.status, 'Completed')
    assert.deepEqual([outcome.predictions, outcome.variant, outcome.confusion], [12357, 'AllTraffic', [10785, 151, 1124, 297]])
    assert.equal(outcome.rounds.length, 50, 'the log is whole')
    assert.equal(outcome.rounds[0], '[0]#011train-logloss:0.57287#011validation-logloss:0.57388')
    assert.deepEqual(outcome.found, outcome.rounds.slice(-1))
    const [, trainLoss, validationLoss] = /train-logloss:(.*)#011validation-logloss:(.*)$/.exec(outcome.rounds.at(-1) ?? '') ?? []
    const rounded = Object.fromEntries(Object.entries(outcome.finalMetrics).map(([name, value]) => [name, value.toFixed(5)]))
    assert.deepEqual(rounded, { 'train:logloss': trainLoss, 'validation:logloss': validationLoss })
    assert.ok(outcome.losses.length > 0 && outcome.losses.every((loss) => loss > 0.2 && loss < 0.6), String(outcome.losses))

    const { load } = outcome
    assert.deepEqual(load.failures, [], 'no invocation fails while the endpoint is updated')
    assert.equal(load.before.length, 1)
    assert.deepEqual(load.answers, [...load.before, load.after].sort(), "every answer is the old model's or the new one's")
    assert.equal(outcome.counted, outcome.calls, 'CloudWatch counts every invocation once')
    assert.equal(outcome.gone, `ValidationException: Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/boto3-${which}".`)
  })
}
