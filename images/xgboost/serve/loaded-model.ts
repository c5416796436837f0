import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Booster } from '../engine/booster.ts'
import type { Engine } from '../engine/libxgboost.ts'
import { probeRows } from '../evaluator/probe-rows.ts'
import { type BaseOrder, baseOrders, buildEvaluator, type TreeEvaluator } from '../evaluator/tree-evaluator.ts'
import { looksLikePickle, unpickleBooster } from '../model/pickle-read.ts'
import { describeModel, type ModelDescription } from '../model/tree-model.ts'
import { atLeast } from '../versions.ts'

/** Where an evaluator can be built anew, in another thread. */
export interface ModelSource {
  readonly file: string
  readonly order: BaseOrder
}

/** One model file, in libxgboost's hands and, when proven equal, in the evaluator's. */
export interface LoadedModel {
  readonly booster: Booster
  readonly description: ModelDescription
  /** Came as a pickle of Python's Booster: the image then checks the number of features itself. */
  readonly pickled: boolean
  /** Trees (before 1.5) or rounds that count; 0 means all. */
  readonly treeLimit: number
  readonly evaluator?: TreeEvaluator
  /** Set with the evaluator. */
  readonly source?: ModelSource
}

/** Loads the model files of `/opt/ml/model`: all of them as an ensemble, or the first one. @throws Error in the image's words. */
export function loadModels(engine: Engine, folder: string, { ensemble, say }: { ensemble: boolean; say: (line: string) => void }): LoadedModel[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .sort()
  const files: string[] = []
  for (const name of names) {
    if (name.startsWith('.')) say(`Ignoring dotfile '${path.join(folder, name)}' found in model directory - please exclude dotfiles from model archives`)
    else files.push(path.join(folder, name))
  }
  if (files.length === 0) throw new Error(`there is no model in ${folder}`)
  return (ensemble ? files : files.slice(0, 1)).map((file) => {
    say(`Loading the model from ${file}`)
    try {
      return loadModel(engine, file, say)
    } catch (error) {
      throw new Error(`Model ${file} cannot be loaded: ${(error as Error).message}`)
    }
  })
}

/** What a model file is, before anything is predicted by it. @throws Error when it cannot be read */
function readModel(file: string): { readonly content: Buffer; readonly description: ModelDescription; readonly pickled: boolean; readonly treeLimit: number } {
  const bytes = readFileSync(file)
  const pickle = looksLikePickle(bytes) ? unpickleBooster(bytes) : undefined
  const content = pickle?.model ?? bytes
  return { content, description: describeModel(content), pickled: pickle !== undefined, treeLimit: pickle?.numbers.best_ntree_limit ?? 0 }
}

/** The model of a source again, with its evaluator and without libxgboost. @throws Error */
export function predictorOf({ file, order }: ModelSource): Omit<LoadedModel, 'booster' | 'source'> {
  const { description, pickled, treeLimit } = readModel(file)
  const evaluator = buildEvaluator(description, order, treeLimit)
  if (!evaluator) throw new Error(`${file} is no model for the evaluator`)
  return { description, pickled, treeLimit, evaluator }
}

function loadModel(engine: Engine, file: string, say: (line: string) => void): LoadedModel {
  // First: libxgboost believes every number in the file.
  const { content, description, pickled, treeLimit } = readModel(file)
  // 0.72 and 0.90 report success on newer files and then predict nothing.
  if (!atLeast(engine.version, '1.0') && /^(binf|\{)/.test(content.toString('latin1', 0, 4))) {
    throw new Error(`it was written by a newer XGBoost than ${engine.version}`)
  }
  const booster = engine.booster()
  booster.load(content)
  booster.setParam('nthread', '1')
  const model = { booster, description, pickled, treeLimit }
  for (const order of baseOrders) {
    const evaluator = buildEvaluator(description, order, treeLimit)
    if (!evaluator) return model
    if (agrees(engine, model, evaluator)) return { ...model, evaluator, source: { file, order } }
  }
  say(`libxgboost evaluates this model (${description.objective}): the faster evaluator's results are not equal to the last bit here`)
  return model
}

/** Whether the evaluator's margins and predictions are libxgboost's to the last bit, on rows that touch the model's own thresholds. */
function agrees(engine: Engine, { booster, description, treeLimit }: LoadedModel, evaluator: TreeEvaluator): boolean {
  const { cells, rows } = probeRows(description)
  const matrix = engine.matrix(cells, rows, description.columns, 1)
  try {
    return [true, false].every((margin) => {
      const expected = booster.predict(matrix, { margin, trees: treeLimit })
      const found = evaluator.predict(cells, rows, description.columns, margin)
      // Single rows take another way through the evaluator than blocks.
      const single = evaluator.predict(cells.subarray(0, description.columns), 1, description.columns, margin)
      return (
        single.every((value, index) => value === found[index]) && expected.length === found.length && found.every((value, index) => value === expected[index])
      )
    })
  } finally {
    matrix.free()
  }
}
