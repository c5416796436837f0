/** The SageMaker Python SDK's editions outside a notebook, with `eval "$(./kenja env --proxy)"`: their calls to STS by a hard-coded address included. */
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

/** What each edition's flow says at its end; members that not every edition has are optional. */
interface Outcome {
  readonly version: string
  readonly identity?: string
  readonly account?: string
  readonly ownRole: string
  readonly role: string
  readonly bucket: string
  readonly image?: string
  readonly printed: string
  readonly quiet?: string
  readonly stopped: string
  readonly attachedData?: string
  readonly modelData: string
  readonly metrics: readonly string[]
  readonly confusion: readonly number[]
  readonly scores: readonly number[]
  readonly texts: readonly string[]
  readonly load: { readonly calls: number; readonly failures: readonly string[]; readonly answers: readonly string[] }
  /** The answer to the load's row before the update, and after it. */
  readonly row?: string
  readonly updated?: string
  readonly configs: readonly string[]
  readonly found?: readonly string[]
  readonly s3: { readonly said: readonly string[]; readonly uploaded: string; readonly listed: readonly string[]; readonly prefix: string }
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
  readonly left: readonly number[]
}

const EDITIONS = { '1.72': 'sagemaker_v1_flow.py', '2.153': 'sagemaker_flow.py', '2.257': 'sagemaker_flow.py', '3.27': 'sagemaker_v3_flow.py' } as const

/** The SDK's own waits alone are 5 s in fit and 30 s in deploy and in update (1.72 looks at once). */
for (const [version, script] of Object.entries(EDITIONS)) {
  test(`SageMaker SDK ${version}: role, data, training, stop, attach, endpoint, predictions, update, S3, tags, deletion`, { timeout: 600_000 }, async (t) => {
    const client = pythonEnvironment(import.meta.dirname, `sagemaker-${version}`)
    const missing = 'missing' in data ? data.missing : 'missing' in client ? client.missing : undefined
    if ('missing' in data || 'missing' in client) return t.skip(missing)
    kenja ??= await startKenja()
    const name = `sdk-${version.replace('.', '-')}`
    const env = { ...(await kenja.environment('--proxy')), SAGEMAKER_SUPPRESS_V2_WARNING: '1' }
    const startedAt = performance.now()
    const said = await output(client.python, [join(import.meta.dirname, script), data.folder, name], env)
    const outcome = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Outcome
    t.diagnostic(`SDK ${outcome.version}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${outcome.load.calls} invocations during the update`)
    assert.ok(outcome.version.startsWith(version))
    checkIdentity(outcome, name)
    checkTraining(outcome, name)
    checkEndpoint(outcome)
    checkS3(outcome)
  })
}

function checkIdentity(outcome: Outcome, name: string): void {
  const roleName = `AmazonSageMaker-ExecutionRole-${name}`
  assert.equal(outcome.ownRole, `arn:aws:iam::123456789012:role/service-role/${roleName}`)
  assert.equal(outcome.role, outcome.ownRole, 'get_execution_role finds the whole ARN of the role that calls')
  assert.equal(outcome.bucket, 'sagemaker-us-east-1-123456789012')
  if (outcome.identity) assert.deepEqual([outcome.identity, outcome.account], [outcome.ownRole, '123456789012'])
}

function checkTraining(outcome: Outcome, name: string): void {
  const rounds = outcome.printed.match(/\[\d+\]#011train-logloss:[\d.]+#011validation-logloss:[\d.]+/g) ?? []
  assert.equal(rounds.length, 50, `every round is told once:\n${outcome.printed.slice(-2000)}`)
  if (outcome.quiet !== undefined) {
    assert.match(outcome.printed, /Starting the training job[\s\S]*Training seconds: \d+\nBillable seconds: \d+/)
    assert.match(outcome.quiet, /Training job completed/)
    assert.doesNotMatch(outcome.quiet, /#011/, 'logs=False tells states only')
  }
  assert.equal(outcome.stopped, 'Stopped')
  assert.match(outcome.modelData, /^s3:\/\/sagemaker-us-east-1-123456789012\/.*\/output\/model\.tar\.gz$/)
  assert.equal(outcome.attachedData ?? outcome.modelData, outcome.modelData)
  assert.deepEqual(outcome.metrics, ['validation:logloss'])
  assert.deepEqual(
    outcome.tags.filter(({ Key }) => Key === 'flow'),
    [{ Key: 'flow', Value: name }],
  )
}

function checkEndpoint(outcome: Outcome): void {
  assert.deepEqual(outcome.confusion, [10785, 151, 1124, 297])
  assert.deepEqual(outcome.scores, outcome.texts.map(Number), 'JSON says what CSV says')
  assert.deepEqual(outcome.load.failures, [], 'no invocation fails while the endpoint is updated')
  assert.ok(outcome.load.calls > 0)
  const answers = [outcome.row ?? outcome.texts[0], ...(outcome.updated ? [outcome.updated] : [])]
  assert.deepEqual(outcome.load.answers, answers, "every answer is the old model's or the new one's")
  assert.notEqual(outcome.configs[0], outcome.configs[1])
  assert.deepEqual(outcome.left, [0, 0])
}

function checkS3({ s3 }: Outcome): void {
  assert.deepEqual(s3.said, ['said by S3Uploader\n', 'said by S3Uploader\n'])
  assert.deepEqual(s3.listed, [`${s3.prefix}/labels.csv`, `${s3.prefix}/said.txt`])
  assert.ok([s3.prefix, `${s3.prefix}/labels.csv`].includes(s3.uploaded), s3.uploaded)
}
