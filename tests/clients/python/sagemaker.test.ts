/** The SageMaker Python SDK 2.x outside a notebook, with `eval "$(./kenja env --proxy)"`: its calls to STS by a hard-coded address included. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'
import { bankData } from '../xgboost/bank-data.ts'

const data = bankData()
let kenja: KenjaHome | undefined
after(async () => {
  await kenja?.remove()
  if ('folder' in data) rmSync(data.folder, { recursive: true, force: true })
})

interface Outcome {
  readonly version: string
  readonly identity: string
  readonly account: string
  readonly ownRole: string
  readonly role: string
  readonly bucket: string
  readonly printed: string
  readonly attachedData: string
  readonly modelData: string
  readonly metrics: readonly string[]
  readonly confusion: readonly number[]
  readonly load: { readonly calls: number; readonly failures: readonly string[]; readonly answers: readonly string[] }
  readonly row: string
  readonly configs: readonly string[]
  readonly left: readonly number[]
}

/** The SDK's own waits alone are 5 s in fit and 30 s in deploy and in update. */
for (const version of ['2.153', '2.257']) {
  test(`SageMaker SDK ${version}: role, bucket, fit, attach, deploy, predict, update, delete`, { timeout: 600_000 }, async (t) => {
    const client = pythonEnvironment(`sagemaker-${version}`, join(import.meta.dirname, `requirements-sagemaker-${version}.txt`))
    const missing = 'missing' in data ? data.missing : 'missing' in client ? client.missing : undefined
    if ('missing' in data || 'missing' in client) return t.skip(missing)
    kenja ??= await startKenja()
    const name = `sdk-${version.replace('.', '-')}`
    const env = { ...(await kenja.environment('--proxy')), SAGEMAKER_SUPPRESS_V2_WARNING: '1' }
    const startedAt = performance.now()
    const said = await output(client.python, [join(import.meta.dirname, 'sagemaker_flow.py'), data.folder, name], env)
    const outcome = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Outcome
    t.diagnostic(`SDK ${outcome.version}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${outcome.load.calls} invocations during the update`)

    assert.ok(outcome.version.startsWith(version))
    const roleName = `AmazonSageMaker-ExecutionRole-${name}`
    assert.equal(outcome.identity, `arn:aws:iam::123456789012:role/service-role/${roleName}`)
    assert.deepEqual([outcome.role, outcome.account], [outcome.ownRole, '123456789012'])
    assert.equal(outcome.bucket, 'sagemaker-us-east-1-123456789012')

    assert.match(outcome.printed, /Starting the training job/)
    const rounds = outcome.printed.match(/\[\d+\]#011train-logloss:[\d.]+#011validation-logloss:[\d.]+/g) ?? []
    assert.equal(rounds.length, 50, 'every round is printed once')
    assert.match(outcome.printed, /Training job completed[\s\S]*Training seconds: \d+\nBillable seconds: \d+/)
    assert.equal(outcome.attachedData, outcome.modelData)
    assert.deepEqual(outcome.metrics, ['validation:logloss'])

    assert.deepEqual(outcome.confusion, [10785, 151, 1124, 297])
    assert.deepEqual([outcome.load.failures, outcome.load.answers], [[], [outcome.row]])
    assert.ok(outcome.load.calls > 0)
    assert.notEqual(outcome.configs[0], outcome.configs[1])
    assert.deepEqual(outcome.left, [0, 0])
  })
}
