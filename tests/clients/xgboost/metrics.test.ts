/** The metrics that the image computes itself, compared with scikit-learn on random predictions. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { customMetric, isCustomMetric } from '../../../images/xgboost/training/custom-metrics.ts'
import { imageVersion } from '../../../images/xgboost/versions.ts'
import { testCache } from '../../support/python-environment.ts'

const environment = path.join(testCache, 'python-sklearn')

function sklearn(): { readonly python: string } | { readonly missing: string } {
  const python = path.join(environment, 'bin', 'python')
  if (!existsSync(path.join(environment, 'complete'))) {
    rmSync(environment, { recursive: true, force: true })
    const install = `python3 -m venv "$0" && "$0/bin/python" -m pip install --quiet scikit-learn==1.5.2 && touch "$0/complete"`
    const { status, stderr } = spawnSync('sh', ['-c', install, environment], { encoding: 'utf8', timeout: 600_000 })
    if (status !== 0) return { missing: `scikit-learn cannot be had here: ${stderr.trim().split('\n').at(-1)}` }
  }
  return { python }
}

// What the image's custom_metrics.py does with margins.
const code = `
import sys, json, warnings, numpy as np
from sklearn.metrics import *
warnings.simplefilter('ignore')
def one(name, labels, preds):
    labels, preds = np.array(labels, dtype=np.float32), np.array(preds, dtype=np.float32)
    if name in ('mse', 'rmse', 'mae', 'r2'):
        return {'mse': mean_squared_error, 'mae': mean_absolute_error, 'r2': r2_score, 'rmse': root_mean_squared_error}[name](labels, preds)
    found = np.argmax(preds, axis=-1) if preds.ndim > 1 else (preds > 0).astype(int)
    average = lambda f, a: f(labels, found, average=a)
    return {
        'accuracy': lambda: accuracy_score(labels, found), 'balanced_accuracy': lambda: balanced_accuracy_score(labels, found),
        'f1': lambda: average(f1_score, 'macro'), 'f1_macro': lambda: average(f1_score, 'macro'), 'f1_binary': lambda: average(f1_score, 'binary'),
        'precision': lambda: precision_score(labels, found), 'recall': lambda: recall_score(labels, found),
        'precision_macro': lambda: average(precision_score, 'macro'), 'precision_micro': lambda: average(precision_score, 'micro'),
        'recall_macro': lambda: average(recall_score, 'macro'), 'recall_micro': lambda: average(recall_score, 'micro'),
    }[name]()
def safe(*case):
    try:
        return float(one(*case))
    except ValueError as e:
        return str(e)
print(json.dumps([safe(*case) for case in json.load(sys.stdin)]))
`

const names = [
  ...['accuracy', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'precision', 'precision_macro', 'precision_micro'],
  ...['recall', 'recall_macro', 'recall_micro', 'mse', 'rmse', 'mae', 'r2'],
]

test('every metric, two classes and three, one class only, constant predictions', (t) => {
  const found = sklearn()
  if ('missing' in found) return t.skip(found.missing)
  const image = imageVersion('1.7-1')
  let state = 3
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const margin = () => Math.fround(random() * 2 - 1)
  const data: [labels: number[], predictions: number[] | number[][]][] = [
    ...Array.from({ length: 6 }, (): [number[], number[]] => [Array.from({ length: 50 }, () => (random() < 0.4 ? 1 : 0)), Array.from({ length: 50 }, margin)]),
    [Array<number>(20).fill(0), Array.from({ length: 20 }, margin)],
    [Array<number>(20).fill(0), Array<number>(20).fill(-1)],
    [Array<number>(20).fill(1), Array<number>(20).fill(-1)],
    ...Array.from({ length: 4 }, (): [number[], number[][]] => [
      Array.from({ length: 40 }, () => Math.floor(random() * 3)),
      Array.from({ length: 40 }, () => [margin(), margin(), margin()]),
    ]),
    [Array.from({ length: 10 }, margin), Array.from({ length: 10 }, margin)],
  ]
  const cases = data.flatMap(([labels, predictions]) =>
    names
      .filter((name) => typeof predictions[0] === 'number' || !['mse', 'rmse', 'mae', 'r2'].includes(name))
      .map((name) => [name, labels, predictions] as const),
  )
  const { stdout, stderr } = spawnSync(found.python, ['-c', code], { encoding: 'utf8', input: JSON.stringify(cases) })
  const expected = JSON.parse(stdout || assert.fail(stderr)) as (number | string)[]
  for (const [index, [name, labels, predictions]] of cases.entries()) {
    assert.ok(isCustomMetric(name, image))
    const evaluation = { labels: Float32Array.from(labels), predictions: Float32Array.from(predictions.flat()) }
    const wanted = expected[index]
    if (typeof wanted === 'string') assert.throws(() => customMetric(name, evaluation, image), { message: wanted }, `${name} of ${JSON.stringify(labels)}`)
    else
      assert.ok(
        Math.abs(customMetric(name, evaluation, image) - (wanted as number)) < 1e-6,
        `${name}: ${customMetric(name, evaluation, image)} instead of ${wanted}`,
      )
  }
})
