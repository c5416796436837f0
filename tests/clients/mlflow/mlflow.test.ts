/** MLflow's SageMaker deployer, unmodified: create, predict, list, replace, delete. The image that it names is a program of this test's. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { output } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'
import { prepareAccount, ROLE } from '../../support/sagemaker.ts'
import { REGION, startServer } from '../../support/server.ts'

interface Outcome {
  readonly version: string
  readonly first: readonly number[]
  readonly second: readonly number[]
  readonly listed: readonly string[]
  readonly status: string
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
  readonly buckets: readonly string[]
  readonly left: Readonly<Record<string, number>>
}

test('MLflow deploys, predicts, replaces and deletes', { timeout: 600_000 }, async (t) => {
  const client = pythonEnvironment(import.meta.dirname, 'mlflow')
  if ('missing' in client) return t.skip(client.missing)
  const folder = mkdtempSync(join(tmpdir(), 'kenja-mlflow-'))
  const server = await startServer({ driver: 'real', imagesRoot: join(import.meta.dirname, 'images'), config: { sandbox: 'none' } })
  try {
    await prepareAccount(server.clients)
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
      MLFLOW_DISABLE_TELEMETRY: 'true',
    }
    const startedAt = performance.now()
    const said = await output(client.python, [join(import.meta.dirname, 'mlflow_flow.py'), ROLE, folder], env)
    const outcome = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Outcome
    t.diagnostic(`MLflow ${outcome.version}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    assert.deepEqual(outcome.first, [12, 30])
    assert.deepEqual(outcome.second, [60, 150], 'the replaced model answers')
    assert.deepEqual([outcome.listed, outcome.status], [['mlflow-flow'], 'InService'])
    assert.deepEqual(
      outcome.tags.filter(({ Key }) => Key === 'flow'),
      [{ Key: 'flow', Value: 'mlflow-flow' }],
    )
    assert.deepEqual(outcome.buckets, [`mlflow-sagemaker-${REGION}-123456789012`], "MLflow's own default bucket")
    assert.deepEqual(outcome.left, { endpoints: 0, configs: 0, models: 0 })
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
