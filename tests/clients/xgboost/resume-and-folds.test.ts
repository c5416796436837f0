/** Checkpoints and resuming, cross validation, and the image's own metrics: against the Python package and scikit-learn's definitions. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { layOutJob, prepareImage, serve, train } from './image-programs.ts'
import { preparePython, runPython } from './python-xgboost.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-resume-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const rows = Array.from({ length: 240 }, (_, i) => [i % 2, (i * 7) % 13, (i % 2) * 3 + ((i * 5) % 7), (i * 11) % 17].join(','))
const hyperparameters = { num_round: '8', objective: 'binary:logistic', max_depth: '3', nthread: '1' }
const file = path.join(folder, 'train.csv')
writeFileSync(file, rows.join('\n'))

function job(name: string, more: Readonly<Record<string, string>>, checkpoints = false, validation = false): string {
  const optMl = layOutJob(path.join(folder, name), { ...hyperparameters, ...more }, { train: file, ...(validation && { validation: file }) })
  if (checkpoints)
    writeFileSync(path.join(optMl, 'input/config/checkpointconfig.json'), JSON.stringify({ S3Uri: 's3://b/p', LocalPath: '/opt/ml/checkpoints/' }))
  return optMl
}

for (const image of ['0.90-2', '1.7-1', '3.2-0']) {
  test(`${image}: a job resumed from its checkpoints ends where one without a break ends`, (t) => {
    const missing = prepareImage(image)
    if (missing) return t.skip(missing)
    const whole = job(`${image}-whole`, {}, true)
    const unbroken = train(image, whole)
    assert.equal(unbroken.status, 0, unbroken.log)
    const kept = readdirSync(path.join(whole, 'checkpoints')).sort()
    assert.deepEqual(
      kept,
      [3, 4, 5, 6, 7].map((round) => `xgboost-checkpoint.${round}`),
      'the five newest',
    )

    const half = job(`${image}-half`, { num_round: '4' }, true)
    assert.equal(train(image, half).status, 0)
    const second = job(`${image}-second`, {}, true)
    renameSync(path.join(half, 'checkpoints'), path.join(second, 'checkpoints'))
    const resumed = train(image, second)
    assert.equal(resumed.status, 0, resumed.log)
    assert.match(resumed.log, /Resuming from iteration 4/)
    const lines = (log: string) => log.match(/^\[\d+\]\t.*$/gm) ?? []
    assert.deepEqual(lines(resumed.log), lines(unbroken.log).slice(4), 'rounds go on counting, with the same values')
    const model = (optMl: string) => readFileSync(path.join(optMl, 'model/xgboost-model')).toString('base64')
    if (image !== '0.90-2') assert.equal(model(second), model(whole))
  })
}

for (const image of ['1.2-2', '1.5-1', '1.7-1', '3.2-0']) {
  test(`${image}: cross validation`, async (t) => {
    const missing = prepareImage(image)
    if (missing) return t.skip(missing)
    const optMl = job(`${image}-folds`, { _kfold: '3', _num_cv_round: '2', eval_metric: 'error' }, false, true)
    const result = train(image, optMl)
    assert.equal(result.status, 0, result.log)
    assert.match(result.log, /Run 2-round of 3-fold cross validation with 480 rows/)
    assert.match(result.log, /The metrics of round 2 cross validation\n\[8\]\ttrain-error:0\.\d{5}\tvalidation-error:0\.\d{5}\n/)
    assert.match(result.log, /The overall metrics of 2-round cross validation\n\[8\]\t/)
    const models = readdirSync(path.join(optMl, 'model')).sort()
    assert.deepEqual(
      models,
      Array.from({ length: 6 }, (_, index) => `xgboost-model-${index}`),
    )
    const predictions = readFileSync(path.join(optMl, 'output/data/predictions.csv'), 'utf8').trim().split('\n')
    assert.equal(predictions.length, 480)
    assert.match(predictions[0] as string, /^0\.000000,0\.\d{6},[01]\.000000$/)
    const endpoint = await serve(image, optMl)
    const answer = await endpoint.invoke('1,2,3\n4,5,6', 'text/csv')
    await endpoint.close()
    assert.match(answer.text, /^0\.\d+\n0\.\d+\n$/, 'all models together answer')
    assert.equal(endpoint.log().match(/Loading the model from/g)?.length, 6)
  })
}

test('1.7-1: cross validation that cannot be is refused in the image’s words', (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const cases: [Record<string, string>, RegExp][] = [
    [{ _kfold: '500' }, /XGB train call failed with exception:\n n_splits=500 cannot be greater than the number of members in each class\.$/],
    [{ _kfold: '500', objective: 'reg:squarederror' }, /Cannot have number of splits n_splits=500 greater than the number of samples: n_samples=240\.$/],
    [{ _kfold: '1' }, /Hyperparameter _kfold: 1 is not in \[2, \+inf\)$/],
    [{ use_dask_gpu_training: 'true' }, /Some configurations unsuitable for Dask GPU training were found: Dask training is only available for `gpu_hist`/],
  ]
  for (const [index, [more, message]] of cases.entries()) {
    const optMl = job(`refused-${index}`, more)
    const { failure, status } = train('1.7-1', optMl)
    assert.equal(status, 1)
    assert.match(failure, message)
    assert.equal(existsSync(path.join(optMl, 'output/data/predictions.csv')), false)
  }
})

test("1.2-1: _nfold's report is xgboost.cv's", async (t) => {
  const missing = prepareImage('1.2-1') ?? preparePython('1.2')
  if (missing) return t.skip(missing)
  const rows = Array.from({ length: 203 }, (_, i) => [(i * 7919) % 101 > (i * 31) % 71 ? 1 : 0, (i * 7919) % 101, (i * 104_729) % 89, (i * 31) % 71])
  const file = path.join(folder, 'nfold.csv')
  writeFileSync(file, `${rows.map((row) => row.join(',')).join('\n')}\n`)
  const parameters = { objective: 'binary:logistic', max_depth: '3', eta: '0.4', nthread: '1' }
  for (const [name, more] of [
    ['plain', {}],
    ['stopped', { eval_metric: 'error,logloss', early_stopping_rounds: '2' }],
  ] as const) {
    const optMl = layOutJob(path.join(folder, `nfold-${name}`), { ...parameters, ...more, num_round: '30', _nfold: '3' }, { train: file })
    const { status, log } = train('1.2-1', optMl)
    assert.equal(status, 0, log)
    const ours = log
      .slice(log.indexOf('Run 3-fold cross validation on the data of 203 rows'))
      .split('\n')
      .filter((line) => line.startsWith('['))
    const expected = runPython('1.2', cv, [
      file,
      JSON.stringify({ ...parameters, ...('eval_metric' in more ? { eval_metric: more.eval_metric.split(',') } : {}) }),
      'early_stopping_rounds' in more ? '2' : '0',
    ])
    assert.deepEqual(
      ours.filter((line) => /^\[\d+\]/.test(line)),
      expected.trim().split('\n'),
      name,
    )
  }
})

/** As the image calls it and prints what comes of it. */
const cv = `
import sys, json, numpy as np, xgboost as xgb
table = np.loadtxt(sys.argv[1], delimiter=',', dtype='float32')
data = xgb.DMatrix(table[:, 1:], label=table[:, 0])
rounds = int(sys.argv[3])
result = xgb.cv(json.loads(sys.argv[2]), data, nfold=3, num_boost_round=30, early_stopping_rounds=rounds or None, verbose_eval=True, show_stdv=True, shuffle=False)
last = len(result.index) - 1
columns = result.columns
print(f'[{last}]' + ''.join('\\t{0}:{1:.5f}'.format(columns[j][:-5].replace('test-', 'validation-', 1), result.at[last, columns[j]]) for j in range(0, len(columns), 2)))
`
