/** `./kenja tutorial` interrupted in the middle, and with other people's data. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import {
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListNotebookInstancesCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { engineSources } from '../../../images/xgboost/engine/engine-table.ts'
import { installedEngine } from '../../../images/xgboost/engine/installed.ts'
import { clientSettings } from '../../../packages/cli/src/credentials.ts'
import { runningServer } from '../../../packages/cli/src/server-process.ts'
import { readConfig } from '../../../packages/server/src/config.ts'
import { deriveBankClean } from '../../../samples/derive-bank-clean.ts'
import { type KenjaHome, kenjaHome, projectRoot } from '../../support/kenja-command.ts'
import { preparePython, runPython } from '../xgboost/python-xgboost.ts'

const unsupported = process.platform !== 'linux' || process.arch !== 'x64' ? 'the tutorial with XGBoost 0.72 needs Linux x86-64: NOT tried' : false

function aHome(t: TestContext): KenjaHome {
  const home = kenjaHome()
  t.after(() => home.remove())
  return home
}

async function clientsOf(home: KenjaHome) {
  const server = await runningServer(home.home)
  assert.ok(server, 'Kenja runs')
  const settings = clientSettings(server, 'us-east-1')
  return { sagemaker: new SageMakerClient(settings), s3: new S3Client(settings), runtime: new SageMakerRuntimeClient(settings) }
}

for (const [when, pattern] of [
  ['while the notebook instance comes up', /Execution role {2}arn:/],
  ['while the job trains', /\[1\] {2}train-error:/],
  ['while the endpoint is made', /\[ 9\/14\]/],
] as const) {
  test(`Ctrl-C ${when}: exit code 130, and nothing is left`, { skip: unsupported, timeout: 600_000 }, async (t) => {
    const home = aHome(t)
    const tutorial = home.start('tutorial', '--lang', 'en')
    await tutorial.said(pattern)
    const interruptedAt = performance.now()
    process.kill(-(tutorial.child.pid as number), 'SIGINT')
    const { code, signal, stdout, stderr } = await tutorial.ended
    t.diagnostic(`put away in ${((performance.now() - interruptedAt) / 1000).toFixed(1)} s`)
    assert.deepEqual([code, signal], [130, null], stdout + stderr)
    assert.match(stdout, /Interrupted\. Cleaning up what this run made/)
    assert.doesNotMatch(stdout + stderr, /\bat .*:\d+:\d+\)/, 'no stack')
    assert.equal((await home.kenja('status')).code, 3, 'the server that this run started is gone')
    assert.deepEqual(home.processes(), [])

    await home.kenja('up', '-d')
    const { sagemaker, s3 } = await clientsOf(home)
    const left = {
      notebooks: (await sagemaker.send(new ListNotebookInstancesCommand({}))).NotebookInstances,
      endpoints: (await sagemaker.send(new ListEndpointsCommand({}))).Endpoints,
      configurations: (await sagemaker.send(new ListEndpointConfigsCommand({}))).EndpointConfigs,
      models: (await sagemaker.send(new ListModelsCommand({}))).Models,
      jobs: (await sagemaker.send(new ListTrainingJobsCommand({ StatusEquals: 'InProgress' }))).TrainingJobSummaries,
      buckets: (await s3.send(new ListBucketsCommand({}))).Buckets,
    }
    assert.deepEqual(left, { notebooks: [], endpoints: [], configurations: [], models: [], jobs: [], buckets: [] })
  })
}

test('Ctrl-C with a server that ran before leaves that server alone', { skip: unsupported, timeout: 600_000 }, async (t) => {
  const home = aHome(t)
  await home.kenja('up', '-d')
  const before = await runningServer(home.home)
  const tutorial = home.start('tutorial', '--lang', 'en')
  await tutorial.said(/Execution role {2}arn:/)
  process.kill(-(tutorial.child.pid as number), 'SIGINT')
  assert.equal((await tutorial.ended).code, 130)
  assert.deepEqual(await runningServer(home.home), before)
  const { sagemaker } = await clientsOf(home)
  assert.deepEqual((await sagemaker.send(new ListNotebookInstancesCommand({}))).NotebookInstances, [])
})

/** After a start of Kenja an endpoint's process takes a moment, and answers 503 until then. */
async function untilItAnswers<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if ((error as Error).name !== 'ServiceUnavailable' || tries === 100) throw error
      await pause(200)
    }
  }
}

/** The hands-on on other rows, by pandas and the Python package of the same version, without anything of Kenja. */
const directly = `
import json, sys
import numpy as np, pandas as pd, xgboost as xgb
data, train_csv = sys.argv[1:]
model_data = pd.read_csv(data, index_col=0)
train, test = np.split(model_data.sample(frac=1, random_state=1729), [int(0.7 * len(model_data))])
read = pd.read_csv(train_csv, header=None).values.astype(np.float32)
expected = pd.concat([train['y_yes'], train.drop(['y_no', 'y_yes'], axis=1)], axis=1).values.astype(np.float32)
assert np.array_equal(read, expected), 'the job was given other rows'
features = test.drop(['y_no', 'y_yes'], axis=1)
params = dict(max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, silent=1, objective='binary:logistic')
booster = xgb.train(params, xgb.DMatrix(read[:, 1:], label=read[:, 0]), 100)
predictions = booster.predict(xgb.DMatrix(features.values.astype(np.float32)))
print(json.dumps({
    'version': xgb.__version__,
    'rows': features.to_csv(index=False, header=False),
    'predictions': [str(value) for value in predictions.tolist()],
    'confusion': pd.crosstab(test['y_yes'], np.round(predictions)).reindex(index=[0, 1], columns=[0, 1], fill_value=0).values.ravel().tolist(),
}))
`

test('--data: other rows give what a direct call of the same library gives, and the library is the pinned one', {
  skip: unsupported,
  timeout: 600_000,
}, async (t) => {
  const missing = preparePython('0.72')
  if (missing) return t.skip(missing)
  const home = aHome(t)
  const data = join(home.userHome, 'other-rows.csv')
  const [head, ...rows] = String(deriveBankClean(readFileSync(join(projectRoot, 'samples/data/bank-additional-full.csv.gz'))))
    .trimEnd()
    .split('\n')
  // Every third row, in the opposite order: a set that nobody can have computed before.
  writeFileSync(data, `${[head, ...rows.filter((_, index) => index % 3 === 1).reverse()].join('\n')}\n`)
  const tutorial = await home.kenja('tutorial', '--keep', '--json', '--data', data)
  assert.equal(tutorial.code, 0, tutorial.stderr)
  const result = JSON.parse(tutorial.stdout) as { rows: number; confusion: Record<string, number>; bucket: string; endpoint: string }
  t.diagnostic(`${result.rows} rows, ${JSON.stringify(result.confusion)}`)

  const { s3, runtime } = await clientsOf(home)
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: result.bucket, Key: 'sagemaker/DEMO-xgboost-dm/train/train.csv' }))
  const trainCsv = join(home.userHome, 'train.csv')
  writeFileSync(trainCsv, (await Body?.transformToByteArray()) ?? '')
  const direct = JSON.parse(runPython('0.72', directly, [data, trainCsv])) as {
    version: string
    rows: string
    predictions: string[]
    confusion: number[]
  }
  assert.match(direct.version, /^0\.72/)
  const answer = await runtime.send(new InvokeEndpointCommand({ EndpointName: result.endpoint, ContentType: 'text/csv', Body: Buffer.from(direct.rows) }))
  assert.deepEqual(answer.Body.transformToString().split(','), direct.predictions, 'to the last printed digit')
  assert.equal(result.rows, direct.predictions.length)
  const { tn, fp, fn, tp } = result.confusion
  assert.deepEqual([tn, fp, fn, tp], direct.confusion)

  await home.kenja('down')
  assert.deepEqual(home.processes(), [], 'what --keep left up stops with Kenja')
  await home.kenja('up', '-d')
  const again = await clientsOf(home)
  await waitUntilEndpointInService({ client: again.sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, { EndpointName: result.endpoint })
  const row = direct.rows.slice(0, direct.rows.indexOf('\n'))
  const invoke = () => again.runtime.send(new InvokeEndpointCommand({ EndpointName: result.endpoint, ContentType: 'text/csv', Body: Buffer.from(row) }))
  const first = await untilItAnswers(invoke)
  assert.equal(first.Body.transformToString(), direct.predictions[0], 'and comes back with it')

  const engine = installedEngine(join(readConfig().cache, 'xgboost'), '0.72')
  assert.ok(engine && existsSync(engine.library))
  const sha256 = createHash('sha256').update(readFileSync(engine.library)).digest('hex')
  const pinned = engineSources('0.72').flatMap(({ members }) => Object.values(members))
  assert.ok(pinned.includes(sha256), `${sha256} is none of ${pinned.join(', ')}`)
})
