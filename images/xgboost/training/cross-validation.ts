import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DMatrix } from '../engine/dmatrix.ts'
import { percentF } from '../python-text.ts'
import { imageAtLeast } from '../versions.ts'
import { type Fold, FoldError, plainFolds, seededRandom, stratifiedFolds } from './folds.ts'
import { log, printLine } from './log.ts'
import type { RoundsResult, Watched } from './rounds.ts'
import { type ModelPlan, type TrainedModel, trainModel } from './train-model.ts'

export interface CrossValidationPlan extends Omit<ModelPlan, 'train'> {
  /** Both channels' rows. */
  readonly all: DMatrix
  /** `/opt/ml/output/data`: predictions.csv goes there. */
  readonly outputData: string
}

/** Python reads an attribute of None when the job names no objective. */
const NO_OBJECTIVE = "'NoneType' object has no attribute 'startswith'"

/**
 * `_kfold`: trains a model for each fold, `_num_cv_round` times over; `predictions.csv` holds for each row the label, for classes the mean probability, and the
 * prediction made by models that have not seen the row. All models are kept: together they answer as an ensemble.
 */
export async function crossValidate(plan: CrossValidationPlan): Promise<void> {
  const { hyperparameters, all } = plan
  const count = Number(hyperparameters.get('_kfold')?.value)
  const repeats = Number(hyperparameters.get('_num_cv_round')?.value ?? 1)
  const objective = hyperparameters.get('objective')?.text
  if (objective === undefined && !hyperparameters.has('num_class')) throw new FoldError(NO_OBJECTIVE)
  const classifies = hyperparameters.has('num_class') || objective?.startsWith('binary:') === true
  log('INFO', `Run ${repeats}-round of ${count}-fold cross validation with ${all.rows} rows`)

  const labels = all.info('label')
  const random = seededRandom(Number(hyperparameters.get('seed')?.value ?? 0))
  const split = () => (classifies ? stratifiedFolds(labels, count, random, (text) => log('WARNING', text)) : plainFolds(labels.length, count, random))
  const record = new PredictionRecord(labels, classifies)
  const models: TrainedModel[] = []
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [index, fold] of split().entries()) {
      log('INFO', `Train cross validation fold ${index + 1}`)
      models.push(await trainFold(plan, fold, models.length, record))
    }
    log('INFO', `The metrics of round ${repeat + 1} cross validation`)
    printMeans(plan, models.slice(-count))
  }
  log('INFO', `Storing predictions on validation set(s) in ${path.join(plan.outputData, 'predictions.csv')}`)
  mkdirSync(plan.outputData, { recursive: true })
  writeFileSync(path.join(plan.outputData, 'predictions.csv'), record.csv())
  if (repeats > 1) {
    log('INFO', `The overall metrics of ${repeats}-round cross validation`)
    printMeans(plan, models)
  }
  if (plan.together.isMaster) for (const { save } of models) save()
}

/** From 1.7-1 on AWS's image prints and watches the channels as they are, before that the fold's own parts. */
async function trainFold(plan: CrossValidationPlan, fold: Fold, index: number, record: PredictionRecord): Promise<TrainedModel> {
  const train = plan.all.slice(fold.train)
  const validation = plan.all.slice(fold.validation)
  const own: Watched[] = [
    { name: 'train', matrix: train },
    { name: 'validation', matrix: validation },
  ]
  const { checkpoints, file, ...rest } = plan
  const model = await trainModel({
    ...rest,
    train,
    watched: imageAtLeast(plan.image, '1.7-1') ? plan.watched : own,
    file: `${file}-${index}`,
    ...(checkpoints && { checkpoints: path.join(checkpoints, `model-${index}`) }),
  })
  record.add(fold.validation, model.booster.predict(validation))
  return model
}

/** `[rounds]` and the mean of the models' last values, metric by metric. */
function printMeans({ hyperparameters }: CrossValidationPlan, results: readonly RoundsResult[]): void {
  const [first] = results
  if (!first) return
  const names = [...new Set(first.scores.map(({ metric }) => metric))]
  const data = [...new Set(first.scores.map((score) => score.data))]
  const parts = names.flatMap((metric) =>
    data.map((name) => {
      const values = results.map(({ scores }) => scores.find((score) => score.data === name && score.metric === metric)?.value ?? Number.NaN)
      return `\t${name}-${metric}:${percentF(values.reduce((sum, value) => sum + value, 0) / values.length, 5)}`
    }),
  )
  printLine(`[${hyperparameters.get('num_round')?.text}]${parts.join('')}`)
}

/** Collects each row's predictions over the repetitions. */
export class PredictionRecord {
  readonly #labels: Float32Array
  readonly #classifies: boolean
  readonly #predicted: number[][]
  readonly #probabilities: number[][]

  constructor(labels: Float32Array, classifies: boolean) {
    this.#labels = labels
    this.#classifies = classifies
    this.#predicted = Array.from(labels, () => [])
    this.#probabilities = Array.from(labels, () => [])
  }

  add(rows: Int32Array, predictions: Float32Array): void {
    const width = predictions.length / rows.length
    for (const [place, row] of rows.entries()) {
      const values = predictions.subarray(place * width, (place + 1) * width)
      const largest = values.reduce((best, value, index) => (value > (values[best] as number) ? index : best), 0)
      const value = values[largest] as number
      this.#predicted[row]?.push(!this.#classifies ? value : width > 1 ? largest : value > 0.5 ? 1 : 0)
      this.#probabilities[row]?.push(value)
    }
  }

  csv(): string {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    return [...this.#labels]
      .map((label, row) => {
        const predicted = this.#predicted[row] as number[]
        const columns = this.#classifies ? [label, mean(this.#probabilities[row] as number[]), mode(predicted)] : [label, mean(predicted)]
        return `${columns.map((value) => percentF(value, 6)).join(',')}\n`
      })
      .join('')
  }
}

/** The commonest value; of equally common ones the smallest, as SciPy's mode. */
function mode(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of [...values].sort((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
