/**
 * CreateTrainingJob to Completed through a running Kenja, against a plain Python script with the same library version and tree_method that reads the CSV, trains
 * and saves. The platform's own share is the time of the same job with one round: all but the boosting.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { prepareImage } from '../clients/xgboost/image-programs.ts'
import { preparePython, runPython } from '../clients/xgboost/python-xgboost.ts'
import { bankData } from './bank-data.ts'
import { alternate, median, milliseconds, printTable } from './measure.ts'
import { atEnd, startKenja, temporaryHome } from './servers.ts'
import { HYPERPARAMETERS, prepareFlow, trainJob } from './xgboost-flow.ts'

const ROUNDS = { hist: 7, exact: 5 } as const

const script = `
import sys, xgboost as xgb
train, method, model = sys.argv[1:]
d = xgb.DMatrix(f'{train}?format=csv&label_column=0&delimiter=,')
params = dict(max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, objective='binary:logistic', tree_method=method)
xgb.train(params, d, 100, evals=[(d, 'train')], verbose_eval=True).save_model(model)
`

test('CreateTrainingJob to Completed, 28,831 × 59, 100 rounds: no longer than a plain Python script', async (t) => {
  const missing = preparePython('1.7') ?? prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const later = atEnd(t)
  const home = temporaryHome(later)
  const kenja = await startKenja(home)
  later(kenja.stop)
  const { train } = bankData()
  assert.equal(train.trimEnd().split('\n').length, 28_831)
  const file = join(home, 'train.csv')
  writeFileSync(file, train)
  await prepareFlow(kenja.clients, train)
  let jobs = 0
  const job = (tree_method: string, num_round: string) =>
    milliseconds(() => trainJob(kenja.clients, `job-${++jobs}`, { ...HYPERPARAMETERS, tree_method, num_round }))
  const python = (method: string) => milliseconds(() => runPython('1.7', script, [file, method, join(home, 'model')]))
  await job('hist', '1')
  const rows: (string | number)[][] = []
  const ratios: Record<string, number> = {}
  for (const method of ['hist', 'exact'] as const) {
    const took = await alternate(ROUNDS[method], { kenja: () => job(method, '100'), python: () => python(method), oneRound: () => job(method, '1') })
    // Round by round: exact computes for seconds, and what else the machine does then weighs more than the difference.
    ratios[method] = median(took.kenja.map((ms, round) => ms / (took.python[round] as number)))
    const ms = (name: keyof typeof took) => median(took[name]).toFixed(0)
    rows.push([method, ms('kenja'), ms('python'), ratios[method].toFixed(2), ms('oneRound')])
  }
  const head = ['tree_method', 'Kenja, ms', 'Python, ms', 'ratio (guard ≤ 1)', "platform's own share (one round), ms (goal < 700 on quiet cores)"]
  printTable(t, 'CreateTrainingJob to Completed, medians of alternating runs', head, rows)
  for (const [method, value] of Object.entries(ratios)) assert.ok(value <= 1, `${method}: ${value.toFixed(2)}`)
})
