/**
 * The image's whole training process against a plain Python script with the same library version and tree_method: start, read the CSV, train 100 rounds with
 * evaluation, save. Alternating runs, medians; both with sleeping OpenMP threads, because spinning ones measure the neighbours. One job of Kenja needs no longer than Python.
 */
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { bankData } from '../clients/xgboost/bank-data.ts'
import { layOutJob, prepareImage, serve, train } from '../clients/xgboost/image-programs.ts'
import { preparePython, runPython } from '../clients/xgboost/python-xgboost.ts'

const RUNS = 5
const data = bankData()
after(() => 'folder' in data && rmSync(data.folder, { recursive: true, force: true }))

const script = `
import sys, xgboost as xgb
train, method, model = sys.argv[1:]
d = xgb.DMatrix(f'{train}?format=csv&label_column=0&delimiter=,')
params = dict(max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, objective='binary:logistic', tree_method=method)
xgb.train(params, d, 100, evals=[(d, 'train')], verbose_eval=True).save_model(model)
`
const hyperparameters = { max_depth: '5', eta: '0.2', gamma: '4', min_child_weight: '6', subsample: '0.8', objective: 'binary:logistic', num_round: '100' }

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number

function milliseconds(run: () => void): number {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start) / 1e6
}

for (const method of ['hist', 'exact']) {
  test(`training process, 28,831 × 59, 100 rounds, ${method}: at most as long as Python`, (t) => {
    const missing = 'missing' in data ? data.missing : (prepareImage('1.7-1') ?? preparePython('1.7'))
    if (missing || 'missing' in data) return t.skip(missing)
    const { folder } = data
    const optMl = layOutJob(path.join(folder, 'jobs', method), { ...hyperparameters, tree_method: method }, { train: `${folder}/train.csv` })
    const ours: number[] = []
    const python: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(milliseconds(() => assert.equal(train('1.7-1', optMl).status, 0)))
      python.push(milliseconds(() => runPython('1.7', script, [`${folder}/train.csv`, method, `${folder}/python.model`])))
    }
    const ratio = median(ours) / median(python)
    t.diagnostic(
      `Kenja's image ${median(ours).toFixed(0)} ms, Python ${median(python).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (${RUNS} alternating runs, medians)`,
    )
    assert.ok(ratio <= 1, `ratio ${ratio.toFixed(2)}`)
  })
}

test('an endpoint answers 12,357 rows and single rows', async (t) => {
  const missing = 'missing' in data ? data.missing : prepareImage('1.7-1')
  if (missing || 'missing' in data) return t.skip(missing)
  const body = readFileSync(`${data.folder}/test.csv`)
  const row = body.subarray(0, body.indexOf(10))
  const optMl = layOutJob(path.join(data.folder, 'jobs', 'serve'), { ...hyperparameters, tree_method: 'hist' }, { train: `${data.folder}/train.csv` })
  assert.equal(train('1.7-1', optMl).status, 0)
  const endpoint = await serve('1.7-1', optMl)
  const large: number[] = []
  for (let run = 0; run < 15; run += 1) {
    const start = performance.now()
    assert.equal((await endpoint.invoke(body, 'text/csv')).status, 200)
    large.push(performance.now() - start)
  }
  const requests = 20_000
  const start = performance.now()
  for (let sent = 0; sent < requests; sent += 16) await Promise.all(Array.from({ length: 16 }, () => endpoint.invoke(row, 'text/csv')))
  const each = ((performance.now() - start) / requests) * 1000
  await endpoint.close()
  t.diagnostic(`12,357 rows ${median(large).toFixed(1)} ms; single rows, 16 at a time, ${each.toFixed(1)} µs each, the client's share included`)
  assert.ok(median(large) < 1000, 'AWS allows 60 s; a tutorial reader waits for none of them')
})
