import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricReader } from './metric-definitions.ts'

const XGBOOST = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'

test('the built-in algorithm: every metric of a round, found behind the escaped tab', () => {
  const read = metricReader({ AlgorithmSpecification: { TrainingImage: XGBOOST, TrainingInputMode: 'File' } })
  assert.deepEqual(read('[12]#011train-logloss:0.57285#011validation-logloss:0.57388'), [
    { name: 'train:logloss', value: 0.57285 },
    { name: 'validation:logloss', value: 0.57388 },
  ])
  assert.deepEqual(read('[2026-11-25:00:00:00:INFO] Train matrix has 28831 rows'), [])
  assert.deepEqual(read('[0]#011train-error:nan'), [])
})

test("the request's own expressions: the first group is the value", () => {
  const MetricDefinitions = [
    { Name: 'loss', Regex: 'loss=([0-9.]+)' },
    { Name: 'no-group', Regex: 'loss' },
  ]
  const read = metricReader({ AlgorithmSpecification: { TrainingImage: XGBOOST, TrainingInputMode: 'File', MetricDefinitions } })
  assert.deepEqual(read('epoch 3 loss=0.25 acc=1'), [{ name: 'loss', value: 0.25 }])
  assert.deepEqual(read('[0]#011train-error:0.1'), [])
})

test('an expression with a nest of stars costs no time, one that is none is refused', () => {
  const reader = (Regex: string) => metricReader({ AlgorithmSpecification: { TrainingInputMode: 'File', MetricDefinitions: [{ Name: 'm', Regex }] } })
  assert.deepEqual(reader('(a+)+$')(`${'a'.repeat(8000)}b`), [])
  assert.throws(() => reader('(['), { code: 'ValidationException' })
})
