import type { DMatrix } from '../engine/dmatrix.ts'
import { percentF } from '../python-text.ts'
import { EarlyStopping } from './early-stopping.ts'
import { log, printLine } from './log.ts'
import { chooseMetrics } from './metric-choice.ts'
import { evaluateCustom, parseEvaluation, type Score } from './rounds.ts'
import { type ModelPlan, setParameters } from './train-model.ts'

/** A metric's mean over the folds and its standard deviation. */
interface Mean extends Score {
  readonly deviation: number
}

/**
 * `_nfold` of 1.2-1: after the training a cross validation by xgboost.cv without shuffling, of which only the figures are kept: a line a round with mean and
 * standard deviation, and at the end the last round's means. Source: aws/sagemaker-xgboost-container v1.2-1; xgboost 1.2, training.cv.
 */
export function reportFolds(plan: Pick<ModelPlan, 'engine' | 'image' | 'hyperparameters'> & { readonly all: DMatrix }): void {
  const { engine, image, hyperparameters, all } = plan
  const count = Number(hyperparameters.get('_nfold')?.value)
  log('INFO', `Run ${count}-fold cross validation on the data of ${all.rows} rows`)
  const { native, custom, earlyStopping } = chooseMetrics(hyperparameters, image, true)
  const folds = contiguousFolds(all.rows, count).map(({ train, test }) => {
    const watched = [
      { name: 'train', matrix: all.slice(train) },
      { name: 'test', matrix: all.slice(test) },
    ]
    const matrices = watched.map(({ matrix }) => matrix)
    const booster = engine.booster(matrices)
    setParameters(booster, image, hyperparameters, native)
    return { booster, watched, matrices, labels: custom.length > 0 ? matrices.map((matrix) => matrix.info('label')) : [] }
  })
  const watch = earlyStopping && new EarlyStopping(earlyStopping)
  const history: (readonly Mean[])[] = []
  for (let round = 0; round < Number(hyperparameters.get('num_round')?.value); round += 1) {
    const found = folds.map(({ booster, watched, matrices, labels }) => {
      booster.update(round, matrices[0] as DMatrix)
      const line = booster.evaluate(round, matrices, ['train', 'test'])
      return [...parseEvaluation(line), ...evaluateCustom(booster, image, { watched, customMetrics: custom }, labels)]
    })
    const means = meansOf(found)
    history.push(means)
    const line = `[${round}]${means.map(({ data, metric, value, deviation }) => `\t${data}-${metric}:${percentF(value, 5)}+${percentF(deviation, 5)}`).join('')}`
    const isOver = watch?.isOver(round, means, line)
    // The Python package prints after it has looked whether to stop.
    if (isOver) break
    printLine(line)
  }
  const last = watch?.best.bestIteration ?? history.length - 1
  log('INFO', 'The final metrics of cross validation')
  const shown = (history[last] ?? []).map(({ data, metric, value }) => `\t${data === 'test' ? 'validation' : data}-${metric}:${percentF(value, 5)}`)
  printLine(`[${last}]${shown.join('')}`)
  for (const { booster, matrices } of folds) {
    booster.free()
    for (const matrix of matrices) matrix.free()
  }
}

/** NumPy's array_split of the rows in their order: the first folds have one more when it does not come out even. */
function contiguousFolds(rows: number, count: number): { readonly train: Int32Array; readonly test: Int32Array }[] {
  const all = Int32Array.from({ length: rows }, (_, row) => row)
  let start = 0
  return Array.from({ length: count }, (_, fold) => {
    const first = start
    const end = first + Math.floor(rows / count) + (fold < rows % count ? 1 : 0)
    start = end
    return { train: all.filter((row) => row < first || row >= end), test: all.slice(first, end) }
  })
}

/** By place, as the Python package gathers them. */
function meansOf(folds: readonly (readonly Score[])[]): Mean[] {
  return (folds[0] ?? []).map((score, place) => {
    const values = folds.map((scores) => scores[place]?.value ?? Number.NaN)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    return { ...score, value: mean, deviation: Math.sqrt(variance) }
  })
}
