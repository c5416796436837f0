import { atLeast, type EngineVersion } from '../versions.ts'

/** Predictions of one matrix, `width` values a row, with its labels. */
export interface Evaluation {
  readonly predictions: Float32Array
  readonly labels: Float32Array
}

type Metric = (evaluation: Evaluation, threshold: number) => number

const named = [
  'accuracy',
  'balanced_accuracy',
  'f1',
  'f1_binary',
  'f1_macro',
  'mse',
  'rmse',
  'mae',
  'precision',
  'precision_macro',
  'precision_micro',
  'r2',
  'recall',
  'recall_macro',
  'recall_micro',
]

/** Metrics that the image computes itself (scikit-learn's definitions) instead of asking libxgboost. Before 1.2 these were only three. */
export function isCustomMetric(metric: string, engine: EngineVersion): boolean {
  return atLeast(engine, '1.2') ? named.includes(metric) : ['accuracy', 'f1', 'mse'].includes(metric)
}

/** From 1.2 on the image gives its metrics raw margins: above 0 is the positive class. Before, it gave them transformed predictions. */
export const usesMargins = (engine: EngineVersion): boolean => atLeast(engine, '1.2')

/** Computes one of the image's own metrics. */
export function customMetric(name: string, evaluation: Evaluation, engine: EngineVersion): number {
  return (metrics[name] as Metric)(evaluation, usesMargins(engine) ? 0 : 0.5)
}

interface Counts {
  readonly truePositive: number
  readonly predicted: number
  readonly actual: number
}

function classes({ predictions, labels }: Evaluation, threshold: number): number[] {
  const width = predictions.length / labels.length
  return Array.from(labels, (_, row) => {
    if (width === 1) return (predictions[row] as number) > threshold ? 1 : 0
    const scores = predictions.subarray(row * width, (row + 1) * width)
    return scores.reduce((best, score, index) => (score > (scores[best] as number) ? index : best), 0)
  })
}

function countsByClass(evaluation: Evaluation, threshold: number): Map<number, Counts> {
  const found = classes(evaluation, threshold)
  const names = [...new Set([...evaluation.labels, ...found])].sort((a, b) => a - b)
  return new Map(
    names.map((name) => {
      let truePositive = 0
      let predicted = 0
      let actual = 0
      for (const [row, label] of evaluation.labels.entries()) {
        if (label === name) actual += 1
        if (found[row] === name) predicted += 1
        if (label === name && found[row] === name) truePositive += 1
      }
      return [name, { truePositive, predicted, actual }]
    }),
  )
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const precisionOf = ({ truePositive, predicted }: Counts) => ratio(truePositive, predicted)
const recallOf = ({ truePositive, actual }: Counts) => ratio(truePositive, actual)
const f1Of = ({ truePositive, predicted, actual }: Counts) => ratio(2 * truePositive, predicted + actual)

const macro =
  (score: (counts: Counts) => number): Metric =>
  (evaluation, threshold) =>
    mean([...countsByClass(evaluation, threshold).values()].map(score))

const binary =
  (score: (counts: Counts) => number): Metric =>
  (evaluation, threshold) => {
    const counts = countsByClass(evaluation, threshold)
    if (counts.size > 2)
      throw new Error("Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].")
    const positive = counts.get(1)
    return positive ? score(positive) : 0
  }

const accuracy: Metric = (evaluation, threshold) => {
  const found = classes(evaluation, threshold)
  return evaluation.labels.reduce((right, label, row) => right + (label === found[row] ? 1 : 0), 0) / found.length
}

const balancedAccuracy: Metric = (evaluation, threshold) =>
  mean([...countsByClass(evaluation, threshold).values()].filter(({ actual }) => actual > 0).map(recallOf))

const meanSquaredError: Metric = ({ predictions, labels }) =>
  labels.reduce((sum, label, row) => sum + (label - (predictions[row] as number)) ** 2, 0) / labels.length

const r2: Metric = ({ predictions, labels }) => {
  const average = mean([...labels])
  const residual = labels.reduce((sum, label, row) => sum + (label - (predictions[row] as number)) ** 2, 0)
  const total = labels.reduce((sum, label) => sum + (label - average) ** 2, 0)
  return total === 0 ? (residual === 0 ? 1 : 0) : 1 - residual / total
}

const metrics: Readonly<Record<string, Metric>> = {
  accuracy,
  balanced_accuracy: balancedAccuracy,
  f1: macro(f1Of),
  f1_binary: binary(f1Of),
  f1_macro: macro(f1Of),
  mse: meanSquaredError,
  rmse: (evaluation, threshold) => Math.sqrt(meanSquaredError(evaluation, threshold)),
  mae: ({ predictions, labels }) => labels.reduce((sum, label, row) => sum + Math.abs(label - (predictions[row] as number)), 0) / labels.length,
  precision: binary(precisionOf),
  precision_macro: macro(precisionOf),
  precision_micro: accuracy,
  r2,
  recall: binary(recallOf),
  recall_macro: macro(recallOf),
  recall_micro: accuracy,
}
