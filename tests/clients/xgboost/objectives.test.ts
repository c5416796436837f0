/** Other objectives, boosters, libsvm data, weights and early stopping: predictions as text equal to the Python package's. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { layOutJob, prepareImage, serve, train } from './image-programs.ts'
import { type PythonVersion, preparePython, runPython } from './python-xgboost.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-objectives-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let state = 7
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

/** Rows of five features, a fifth of the cells empty; `label` makes the first column. */
function table(rows: number, label: (features: readonly number[]) => number): string {
  return Array.from({ length: rows }, () => {
    const features = Array.from({ length: 5 }, () => Math.round(random() * 1e4) / 1e3)
    const cells = features.map((value) => (random() < 0.2 ? '' : String(value)))
    return [label(features), ...cells.slice(0, 4), features[4]].join(',')
  }).join('\n')
}

const labels = {
  class2: ([a = 0, b = 0]: readonly number[]) => (a + b > 10 ? 1 : 0),
  class3: ([a = 0, b = 0]: readonly number[]) => Math.min(2, Math.floor((a + b) / 7)),
  positive: ([a = 0, b = 0, c = 0]: readonly number[]) => Math.round((1 + a * b + c) * 100) / 100,
}

const pythonCode = `
import json, sys, numpy as np, pandas as pd, xgboost as xgb
train, test, params, rounds, stop = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
read = lambda name: pd.read_csv(name, header=None).values.astype(np.float32)
t, v = read(train), read(test)
d, w = xgb.DMatrix(t[:, 1:], label=t[:, 0]), xgb.DMatrix(v[:, 1:], label=v[:, 0])
for name in ('num_class', 'num_parallel_tree'):
    if name in params:
        params[name] = int(params[name])
if xgb.__version__ < '1':
    params['silent'] = 1
evals = [(d, 'train'), (w, 'validation')]
if stop and xgb.__version__ < '1.3':
    booster = xgb.train(params, d, rounds, evals=evals, verbose_eval=False, early_stopping_rounds=stop)
elif stop:
    callbacks = [xgb.callback.EarlyStopping(stop, metric_name=params['eval_metric'], data_name='validation', save_best=True, maximize=False)]
    booster = xgb.train(params, d, rounds, evals=evals, verbose_eval=False, callbacks=callbacks)
else:
    booster = xgb.train(params, d, rounds, evals=evals, verbose_eval=False)
# A new matrix: on one that was watched, 0.72 answers from what it summed up while training, in another order.
old = xgb.__version__ < '1.3'
p = booster.predict(xgb.DMatrix(v[:, 1:]), **({'ntree_limit': booster.best_ntree_limit} if old else {}))
print(json.dumps([','.join(map(str, row)) if isinstance(row, list) else str(row) for row in p.tolist()]))
`

interface Case {
  readonly name: string
  readonly label: keyof typeof labels
  readonly hyperparameters: Readonly<Record<string, string>>
  readonly images?: readonly string[]
  readonly except?: readonly string[]
}

const common = { max_depth: '4', eta: '0.3', num_round: '12' }
const cases: readonly Case[] = [
  {
    name: 'binary:logistic with subsampling and a seed',
    label: 'class2',
    hyperparameters: { ...common, objective: 'binary:logistic', subsample: '0.6', seed: '11' },
  },
  { name: 'binary:logitraw', label: 'class2', hyperparameters: { ...common, objective: 'binary:logitraw' } },
  { name: 'binary:logistic, base_score', label: 'class2', hyperparameters: { ...common, objective: 'binary:logistic', base_score: '0.13' } },
  { name: 'multi:softprob', label: 'class3', hyperparameters: { ...common, objective: 'multi:softprob', num_class: '3' } },
  { name: 'multi:softmax', label: 'class3', hyperparameters: { ...common, objective: 'multi:softmax', num_class: '3' } },
  { name: 'reg:squarederror', label: 'positive', hyperparameters: { ...common, objective: 'reg:squarederror' }, except: ['0.72'] },
  { name: 'reg:linear', label: 'positive', hyperparameters: { ...common, objective: 'reg:linear' }, images: ['0.72'] },
  { name: 'count:poisson', label: 'positive', hyperparameters: { ...common, objective: 'count:poisson' } },
  {
    name: 'dart',
    label: 'class2',
    hyperparameters: { ...common, objective: 'binary:logistic', booster: 'dart', rate_drop: '0.1' },
    except: ['0.72'],
  },
  { name: 'two trees a round', label: 'class2', hyperparameters: { ...common, objective: 'binary:logistic', num_parallel_tree: '2', colsample_bytree: '0.8' } },
  { name: 'hist', label: 'class2', hyperparameters: { ...common, objective: 'binary:logistic', tree_method: 'hist' } },
  {
    name: 'early stopping keeps the best rounds',
    label: 'class2',
    hyperparameters: { ...common, objective: 'binary:logistic', num_round: '200', eta: '0.9', eval_metric: 'logloss', early_stopping_rounds: '4' },
    except: ['0.72'],
  },
]

/** The others' wheels are 100 to 190 MB: they are compared in the nightly run. */
const always = ['0.72', '1.7-1', '3.0-5', '3.2-0']
const python: Readonly<Record<string, PythonVersion>> = {
  '0.72': '0.72',
  '0.90-2': '0.90',
  '1.0-1': '1.0',
  '1.2-1': '1.2',
  '1.2-2': '1.2',
  '1.3-1': '1.3',
  '1.5-1': '1.5',
  '1.7-1': '1.7',
  '3.0-5': '3.0',
  '3.2-0': '3.2',
}
const chosen = Object.keys(python).filter((image) => always.includes(image) || process.env.KENJA_TEST_NIGHTLY)

for (const image of chosen) {
  test(`${image}: objectives and boosters`, async (t) => {
    const missing = prepareImage(image) ?? preparePython(python[image])
    if (missing) return t.skip(missing)
    for (const { name, label, hyperparameters, images, except } of cases) {
      if ((images && !images.includes(image)) || except?.includes(image)) continue
      await t.test(name, async () => {
        const optMl = path.join(folder, `${image}-${name.replaceAll(/\W+/g, '-')}`)
        const [trainFile, testFile] = [`${folder}/train-${label}.csv`, `${folder}/test-${label}.csv`]
        state = 7
        writeFileSync(trainFile, table(600, labels[label]))
        writeFileSync(testFile, table(200, labels[label]))
        layOutJob(optMl, hyperparameters, { train: trainFile, validation: testFile })
        const job = train(image, optMl)
        assert.equal(job.status, 0, job.log)
        const body = withoutLabels(testFile)
        const endpoint = await serve(image, optMl)
        const answer = await endpoint.invoke(body, 'text/csv')
        const single = await endpoint.invoke(body.split('\n')[0] as string, 'text/csv')
        await endpoint.close()
        assert.equal(answer.status, 200, answer.text)
        assert.doesNotMatch(endpoint.log(), /libxgboost evaluates this model/)
        const { num_round: rounds = '', early_stopping_rounds: stop = '0', ...parameters } = hyperparameters
        // 1.3 and 1.5 print warnings on stdout before the answer.
        const printed = runPython(python[image], pythonCode, [trainFile, testFile, JSON.stringify(parameters), rounds, stop]).trim()
        const expected = JSON.parse(printed.split('\n').at(-1) ?? '') as string[]
        const text =
          image < '1.2-2' ? expected.map((row) => (row.includes(',') ? `[${row.replaceAll(',', ', ')}]` : row)).join(',') : `${expected.join('\n')}\n`
        assert.equal(answer.text, text)
        const firstRow = (image < '1.2-2' && expected[0]?.includes(',') ? `[${expected[0].replaceAll(',', ', ')}]` : expected[0]) as string
        assert.equal(single.text.trimEnd(), firstRow)
        if (stop !== '0') assert.ok((job.log.match(/^\[\d+\]\t/gm)?.length ?? 0) < 200, 'stopped early')
      })
    }
  })
}

/** The file's rows without their labels. */
const withoutLabels = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.slice(line.indexOf(',') + 1))
    .join('\n')
