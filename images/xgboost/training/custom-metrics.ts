import { pythonList } from '../python-text.ts'
import { atLeast, type ImageVersion, imageAtLeast } from '../versions.ts'

/** Predictions of one matrix, `width` values a row, with its labels. */
export interface Evaluation {
  readonly predictions: Float32Array
  readonly labels: Float32Array
}

/** scikit-learn refuses the labels; the message is its own. */
export class MetricError extends Error {}

type Metric = (evaluation: Evaluation, toClass: (value: number) => number) => number

const regression = ['mse', 'rmse', 'mae', 'r2']
const since13 = [
  ...['accuracy', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'precision', 'precision_macro', 'precision_micro'],
  ...['recall', 'recall_macro', 'recall_micro', ...regression],
]

/** Metrics that the image computes itself (scikit-learn's definitions) instead of asking libxgboost. */
export function isCustomMetric(metric: string, image: ImageVersion): boolean {
  if (imageAtLeast(image, '1.3-1')) return since13.includes(metric)
  const some = ['accuracy', 'f1', 'mse']
  if (imageAtLeast(image, '1.2-1')) some.push('r2')
  if (imageAtLeast(image, '1.2-2')) some.push('f1_binary', 'f1_macro')
  return some.includes(metric)
}

/**
 * From 1.2 on the image gives its metrics raw margins: above 0 is the positive class. Before, it gave them transformed predictions, and so do 3.x; there
 * AWS's image goes on to compare probabilities with 0, which makes every row positive, so classes are taken from margins here all the same.
 */
export const usesMargins = (metric: string, image: ImageVersion): boolean =>
  atLeast(image.engine, '1.2') && !(atLeast(image.engine, '3.0') && regression.includes(metric))

/** Computes one of the image's own metrics. @throws MetricError in scikit-learn's words */
export function customMetric(name: string, evaluation: Evaluation, image: ImageVersion): number {
  if (!regression.includes(name) && evaluation.labels.some((label) => !Number.isInteger(label))) {
    throw new MetricError("Classification metrics can't handle a mix of continuous and binary targets")
  }
  return (metrics[name] as Metric)(evaluation, atLeast(image.engine, '1.2') ? (margin) => (margin > 0 ? 1 : 0) : roundHalfEven)
}

/** Python's `round`: what the images before 1.2 make a class with. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
}

interface Counts {
  readonly truePositive: number
  readonly predicted: number
  readonly actual: number
}

function classes({ predictions, labels }: Evaluation, toClass: (value: number) => number): number[] {
  const width = predictions.length / labels.length
  return Array.from(labels, (_, row) => {
    if (width === 1) return toClass(predictions[row] as number)
    const scores = predictions.subarray(row * width, (row + 1) * width)
    return scores.reduce((best, score, index) => (score > (scores[best] as number) ? index : best), 0)
  })
}

function countsByClass(evaluation: Evaluation, toClass: (value: number) => number): Map<number, Counts> {
  const found = classes(evaluation, toClass)
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
  (evaluation, toClass) =>
    mean([...countsByClass(evaluation, toClass).values()].map(score))

const binary =
  (score: (counts: Counts) => number): Metric =>
  (evaluation, toClass) => {
    const counts = countsByClass(evaluation, toClass)
    if (counts.size > 2)
      throw new MetricError("Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].")
    const positive = counts.get(1)
    if (!positive && counts.size > 1) throw new MetricError(`pos_label=1 is not a valid label. It should be one of ${pythonList([...counts.keys()])}`)
    return positive ? score(positive) : 0
  }

const accuracy: Metric = (evaluation, toClass) => {
  const found = classes(evaluation, toClass)
  return evaluation.labels.reduce((right, label, row) => right + (label === found[row] ? 1 : 0), 0) / found.length
}

const balancedAccuracy: Metric = (evaluation, toClass) =>
  mean([...countsByClass(evaluation, toClass).values()].filter(({ actual }) => actual > 0).map(recallOf))

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
  rmse: (evaluation, toClass) => Math.sqrt(meanSquaredError(evaluation, toClass)),
  mae: ({ predictions, labels }) => labels.reduce((sum, label, row) => sum + Math.abs(label - (predictions[row] as number)), 0) / labels.length,
  precision: binary(precisionOf),
  precision_macro: macro(precisionOf),
  precision_micro: accuracy,
  r2,
  recall: binary(recallOf),
  recall_macro: macro(recallOf),
  recall_micro: accuracy,
}
