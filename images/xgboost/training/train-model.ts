import { renameSync } from 'node:fs'
import path from 'node:path'
import type { Booster } from '../engine/booster.ts'
import type { DMatrix } from '../engine/dmatrix.ts'
import type { Engine } from '../engine/libxgboost.ts'
import type { Hyperparameters } from '../hyperparameters/validate.ts'
import { saveModel } from '../model/save-model.ts'
import { atLeast, type ImageVersion } from '../versions.ts'
import { CheckpointWriter, latestCheckpoint, PARTIAL } from './checkpoints.ts'
import type { Together } from './hosts.ts'
import { log } from './log.ts'
import { chooseMetrics } from './metric-choice.ts'
import { boost, finishModel, type RoundsResult, type Watched } from './rounds.ts'

export interface ModelPlan {
  readonly engine: Engine
  readonly image: ImageVersion
  readonly hyperparameters: Hyperparameters
  readonly train: DMatrix
  readonly watched: readonly Watched[]
  /** Where the model goes: `/opt/ml/model/xgboost-model`, with `-0`, `-1` … in cross validation. */
  readonly file: string
  /** Set when the job has a CheckpointConfig. */
  readonly checkpoints?: string
  /** Of several hosts only the master writes files. */
  readonly together: Together
  /** What libxgboost takes when the job names no `nthread`. */
  readonly threads: number
}

export interface TrainedModel extends RoundsResult {
  readonly booster: Booster
  /** Saves the model, under its final name only when it is whole. */
  readonly save: () => void
}

/** Consumed by the image itself, not by XGBoost. */
const ownParameters = new Set([
  ...['num_round', 'csv_weights', 'save_model_on_termination', '_tuning_objective_metric', 'early_stopping_rounds', 'eval_metric'],
  ...['use_dask_gpu_training', '_num_cv_round', '_kfold', '_nfold'],
])

/** Trains one model: from a checkpoint where there is one, with the metrics, early stopping and intermediate files that the job asked for. */
export async function trainModel(plan: ModelPlan): Promise<TrainedModel> {
  const { engine, image, hyperparameters, train, watched } = plan
  const checkpoint = latestCheckpoint(plan.checkpoints)
  const { native, custom, earlyStopping } = chooseMetrics(
    hyperparameters,
    image,
    watched.some(({ name }) => name === 'validation'),
  )
  const booster = engine.booster([train, ...watched.map(({ matrix }) => matrix)])
  if (checkpoint) {
    log('INFO', `Checkpoint loaded from ${checkpoint.file}`)
    log('INFO', `Resuming from iteration ${checkpoint.rounds}`)
    booster.load(checkpoint.content)
  }
  setParameters(booster, image, hyperparameters, native)
  if (plan.together.collective && !hyperparameters.has('nthread')) booster.setParam('nthread', String(plan.threads))
  const { isMaster, collective } = plan.together
  const writer = plan.checkpoints && isMaster ? new CheckpointWriter(plan.checkpoints) : undefined
  const savesEachRound = hyperparameters.get('save_model_on_termination')?.text === 'true' && isMaster
  const treesPerRound = Number(hyperparameters.get('num_parallel_tree')?.value ?? 1)
  const save = (model: Booster, facts: Partial<RoundsResult>) => {
    const partial = path.join(path.dirname(plan.file), `${path.basename(plan.file)}${PARTIAL}`)
    saveModel(model, image, partial, { ...facts, columns: train.columns, treesPerRound })
    renameSync(partial, plan.file)
  }
  const result = await boost(booster, image, {
    rounds: Number(hyperparameters.get('num_round')?.value),
    firstRound: checkpoint?.rounds ?? 0,
    train,
    watched,
    customMetrics: custom,
    ...(earlyStopping && { earlyStopping }),
    ...(collective && { collective }),
    afterRound: async (model, round) => {
      writer?.save(model, round)
      if (savesEachRound) save(model, {})
      // Node handles signals between turns of its loop, and boosting is synchronous: this is the turn.
      await new Promise((resume) => setImmediate(resume))
    },
  })
  finishModel(booster, image, { ...result, treesPerRound })
  return { ...result, booster, save: () => save(booster, result) }
}

/** As the Python package hands them over. */
export function setParameters(booster: Booster, image: ImageVersion, hyperparameters: Hyperparameters, metrics: readonly string[]): void {
  // The Python package sets the seed first and, from 1.0 on, has parameters checked.
  booster.setParam('seed', '0')
  for (const [name, { text }] of hyperparameters) if (!ownParameters.has(name)) booster.setParam(name, text)
  for (const metric of metrics) booster.setParam('eval_metric', metric)
  if (atLeast(image.engine, '1.0')) booster.setParam('validate_parameters', '1')
}
