/** The tutorial's numbers, and predictions that equal the Python package's of the same version to the last printed digit. */
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { bankData, confusion } from './bank-data.ts'
import { layOutJob, prepareImage, serve, train } from './image-programs.ts'
import { type PythonVersion, preparePython, runPython } from './python-xgboost.ts'

const data = bankData()
after(() => 'folder' in data && rmSync(data.folder, { recursive: true, force: true }))

const tutorial = { max_depth: '5', eta: '0.2', gamma: '4', min_child_weight: '6', objective: 'binary:logistic' }

interface Case {
  readonly image: string
  readonly python: PythonVersion
  readonly hyperparameters: Readonly<Record<string, string>>
  readonly validation: boolean
  /** TN, FP, FN, TP. 1.7-1 with 50 rounds: as AWS published them for 1.3-1. */
  readonly expected: readonly number[]
  readonly separator: ',' | '\n'
  readonly firstRound: RegExp
}

const cases: readonly Case[] = [
  {
    image: '0.72',
    python: '0.72',
    hyperparameters: { ...tutorial, subsample: '0.8', silent: '0', num_round: '100' },
    validation: false,
    expected: [10785, 151, 1143, 278],
    separator: ',',
    firstRound: /^\[0\]\ttrain-error:0\.100482$/m,
  },
  {
    image: '1.7-1',
    python: '1.7',
    hyperparameters: { ...tutorial, subsample: '0.7', num_round: '50' },
    validation: true,
    expected: [10785, 151, 1124, 297],
    separator: '\n',
    firstRound: /^\[0\]\ttrain-logloss:0\.57287\tvalidation-logloss:0\.57388$/m,
  },
  {
    image: '3.2-0',
    python: '3.2',
    hyperparameters: { ...tutorial, subsample: '0.8', num_round: '100' },
    validation: false,
    expected: [10789, 147, 1138, 283],
    separator: '\n',
    firstRound: /^\[0\]\ttrain-logloss:0\.\d{5}$/m,
  },
]

const pythonCode = `
import json, sys
import numpy as np, pandas as pd, xgboost as xgb
folder, params, validation, model = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3] == 'true', sys.argv[4]
rounds = int(params.pop('num_round'))
params.pop('silent', None)
read = lambda name: pd.read_csv(f'{folder}/{name}.csv', header=None).values.astype(np.float32)
train, test = read('train'), read('test')
matrix = xgb.DMatrix(train[:, 1:], label=train[:, 0])
watched = [(matrix, 'train')]
if validation:
    other = read('validation')
    watched.append((xgb.DMatrix(other[:, 1:], label=other[:, 0]), 'validation'))
if xgb.__version__ < '1':
    params['silent'] = 1
booster = xgb.train(params, matrix, rounds, evals=watched, verbose_eval=False)
print(json.dumps([str(value) for value in booster.predict(xgb.DMatrix(test)).tolist()]))
if xgb.__version__ < '1':
    import pickle
    loaded = pickle.load(open(model, 'rb'))
    ours = loaded.predict(xgb.DMatrix(test), ntree_limit=loaded.best_ntree_limit)
else:
    loaded = xgb.Booster(model_file=model)
    ours = loaded.predict(xgb.DMatrix(test))
print(json.dumps([str(value) for value in ours.tolist()]))
`

for (const { image, python, hyperparameters, validation, expected, separator, firstRound } of cases) {
  test(`${image}: confusion matrix ${expected.join('/')}, predictions equal to Python's`, async (t) => {
    const missing = 'missing' in data ? data.missing : (prepareImage(image) ?? preparePython(python))
    if (missing || 'missing' in data) return t.skip(missing)
    const { folder } = data
    const optMl = path.join(folder, 'jobs', image)
    layOutJob(optMl, hyperparameters, { train: `${folder}/train.csv`, ...(validation && { validation: `${folder}/validation.csv` }) })
    const job = train(image, optMl)
    assert.equal(job.status, 0, job.log)
    assert.match(job.log, firstRound)

    const endpoint = await serve(image, optMl)
    const answer = await endpoint.invoke(readFileSync(`${folder}/test.csv`), 'text/csv')
    await endpoint.close()
    assert.doesNotMatch(endpoint.log(), /libxgboost evaluates this model/)
    assert.deepEqual([answer.status, answer.contentType], [200, 'text/csv; charset=utf-8'])
    assert.equal(answer.text.endsWith('\n'), separator === '\n')
    const texts = answer.text.trimEnd().split(separator)
    assert.equal(texts.length, 12357)
    assert.deepEqual(confusion(texts.map(Number), folder), expected)

    const [trainedByPython, ourModelInPython] = runPython(python, pythonCode, [folder, JSON.stringify(hyperparameters), String(validation), job.model])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[])
    assert.deepEqual(texts, trainedByPython)
    assert.deepEqual(ourModelInPython, trainedByPython)
  })
}
