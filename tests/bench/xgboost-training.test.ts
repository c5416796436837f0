/**
 * The image's whole training process against a plain Python script with the same version of XGBoost, a million rows; and the tutorial's size while two other
 * processes take both cores.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { test } from 'node:test'
import { layOutJob, prepareImage, train } from '../clients/xgboost/image-programs.ts'
import { preparePython, runPython } from '../clients/xgboost/python-xgboost.ts'
import { bankData } from './bank-data.ts'
import { onBusyCores } from './busy-cores.ts'
import { alternate, median, milliseconds, printTable, ratio } from './measure.ts'
import { atEnd, temporaryHome } from './servers.ts'

const ROWS = 1_000_000
const COLUMNS = 30
/** Kenja's time in Python's: the goal, and what fails the run. Most of both is the same boosting, and a neighbour's work hits two threads harder than one. */
const GOAL = 0.82
const GUARD = 1.25

const script = `
import sys, xgboost as xgb
train, model = sys.argv[1:]
d = xgb.DMatrix(f'{train}?format=csv&label_column=0&delimiter=,')
params = dict(max_depth=5, eta=0.2, gamma=4, min_child_weight=6, subsample=0.8, objective='binary:logistic', tree_method='hist')
xgb.train(params, d, 100, evals=[(d, 'train')], verbose_eval=True).save_model(model)
`
const hyperparameters = {
  max_depth: '5',
  eta: '0.2',
  gamma: '4',
  min_child_weight: '6',
  subsample: '0.8',
  objective: 'binary:logistic',
  num_round: '100',
  tree_method: 'hist',
}

/** Numbers of six decimals, the label from the first three of them; always the same. */
async function writeRows(file: string): Promise<void> {
  const out = createWriteStream(file)
  let state = 1
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let first = 0; first < ROWS; first += 10_000) {
    const lines = Array.from({ length: 10_000 }, () => {
      const values = Array.from({ length: COLUMNS }, random)
      const [a = 0, b = 0, c = 0] = values
      return `${a + b * c + random() * 0.4 > 0.95 ? 1 : 0},${values.map((value) => value.toFixed(6)).join(',')}\n`
    })
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

test('a million rows of 30 numbers, 100 rounds, hist', { timeout: 240_000 }, async (t) => {
  const missing = prepareImage('1.7-1') ?? preparePython('1.7')
  if (missing) return t.skip(missing)
  const home = temporaryHome(atEnd(t))
  const file = join(home, 'big.csv')
  await writeRows(file)
  const optMl = layOutJob(join(home, 'job'), hyperparameters, { train: file })
  const found = await alternate(3, {
    kenja: () => milliseconds(() => assert.equal(train('1.7-1', optMl).status, 0)),
    python: () => milliseconds(() => runPython('1.7', script, [file, join(home, 'python.model')])),
  })
  const times = ratio(found.kenja, found.python)
  printTable(
    t,
    `training process, ${ROWS} × ${COLUMNS}, hist, 3 alternating runs, medians`,
    ['Kenja, ms', 'Python, ms', `ratio (goal ≤ ${GOAL})`],
    [[median(found.kenja).toFixed(0), median(found.python).toFixed(0), times.toFixed(2)]],
  )
  assert.ok(times <= GUARD, times.toFixed(2))
})

test('the tutorial size while two processes take both cores: no spinning', { timeout: 240_000 }, async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const home = temporaryHome(atEnd(t))
  const file = join(home, 'train.csv')
  writeFileSync(file, bankData().train)
  const optMl = layOutJob(join(home, 'job'), hyperparameters, { train: file })
  const run = () => milliseconds(() => assert.equal(train('1.7-1', optMl).status, 0))
  await run()
  const found = await alternate(5, { quiet: run, busy: () => onBusyCores(run) })
  const times = ratio(found.busy, found.quiet)
  printTable(
    t,
    'training process, 28,831 × 59, hist, 5 alternating runs, medians',
    ['quiet, ms', 'busy, ms', '× slower (goal ≤ 4)'],
    [[median(found.quiet).toFixed(0), median(found.busy).toFixed(0), times.toFixed(1)]],
  )
  assert.ok(times <= 4, times.toFixed(1))
})
