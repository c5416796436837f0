import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Booster } from '../engine/booster.ts'
import { installedEngine } from '../engine/installed.ts'
import { type Engine, loadEngine, XGBoostError } from '../engine/libxgboost.ts'
import { type ImageEnvironment, readEnvironment } from '../environment.ts'
import { isMaximized } from '../hyperparameters/metric-names.ts'
import { type Hyperparameters, validateHyperparameters } from '../hyperparameters/validate.ts'
import { modelFileName, saveModel } from '../model/save-model.ts'
import { atLeast, type ImageVersion, imageVersion } from '../versions.ts'
import { checkChannels, readConfiguration, refuseUnsupported } from './configuration.ts'
import { isCustomMetric } from './custom-metrics.ts'
import { AlgorithmError, failureText, UserError } from './failure.ts'
import { type InputFile, inputFiles, totalSize, warnOfDuplicates } from './input-files.ts'
import { type LoadedData, loadData } from './load-data.ts'
import { log, logAsLibrary, printLine } from './log.ts'
import { boost, finishModel, type RoundsPlan, type Watched } from './rounds.ts'

/** What XGBoost says about the user's data or parameters; everything else is the algorithm's failure. The list is the image's. */
const customerErrors = [
  'label must be in [0,1] for logistic regression',
  'label must be in [0, num_class)',
  "Target is multiclass but average='binary'",
  'feature_names mismatch',
  'Check failed: preds.size() == info.labels_.size()',
  'Check failed: !auc_error AUC: the dataset only contains pos or neg samples',
  'Check failed: base_score > 0.0f && base_score < 1.0f base_score must be in (0,1) for logistic loss',
  'Check failed: label_correct PoissonRegression: label must be nonnegative',
  'Check failed: label_correct TweedieRegression: label must be nonnegative',
  'Parameter reg_lambda should be greater equal to 0',
]

/** Runs the container contract's `train`: reads `/opt/ml/input`, leaves `/opt/ml/model/xgboost-model` or `/opt/ml/output/failure`. Returns the exit code. */
export async function trainJob(): Promise<number> {
  const environment = readEnvironment()
  const image = imageVersion(environment.version)
  try {
    await train(environment, image)
    return 0
  } catch (error) {
    const text = failureText(error as Error, image.failureStyle)
    const folder = path.join(environment.optMl, 'output')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'failure'), text)
    if (image.failureStyle === 'client-error') log('ERROR', error instanceof UserError ? `Customer Error: ${error.message}` : (error as Error).message)
    else {
      log('ERROR', 'Reporting training FAILURE')
      log('ERROR', text)
    }
    return 1
  }
}

async function train(environment: ImageEnvironment, image: ImageVersion): Promise<void> {
  const { optMl } = environment
  const configuration = readConfiguration(optMl)
  refuseUnsupported(configuration)
  greet(image)
  const hyperparameters = validateHyperparameters(configuration.hyperparameters, image.engine)
  const format = checkChannels(configuration.channels)
  const folders = { train: path.join(optMl, 'input', 'data', 'train'), validation: path.join(optMl, 'input', 'data', 'validation') }
  const trainFiles = inputFiles(folders.train)
  const validationFiles = 'validation' in configuration.channels ? inputFiles(folders.validation) : []
  warnOfDuplicates(trainFiles, validationFiles)
  if (totalSize(trainFiles) === 0) throw new UserError(`No data in training channel path ${folders.train}`)
  if ('validation' in configuration.channels && totalSize(validationFiles) === 0)
    throw new UserError(`No data in validation channel path ${folders.validation}`)

  const installed = installedEngine(environment.cache, image.engine)
  if (!installed) throw new Error(`XGBoost ${image.engine} is not in ${environment.cache}: the image's prepare program has not run.`)
  const engine = loadEngine(image.engine, installed)
  tellSizes(image, trainFiles, validationFiles, folders.validation)
  const options = {
    format,
    weights: hyperparameters.get('csv_weights')?.value === 1,
    threads: Number(hyperparameters.get('nthread')?.value ?? os.availableParallelism()),
  }
  const load = (files: readonly InputFile[], folder: string) => {
    if (image.failureStyle !== 'client-error') log('INFO', `File path ${folder} of input files`)
    return loadData(engine, image, files, options)
  }
  const data = load(trainFiles, folders.train)
  const validation = validationFiles.length > 0 ? load(validationFiles, folders.validation) : undefined
  tellMatrices(image, configuration.channels.train?.S3DistributionType, data, validation, folders, format)
  const watched: Watched[] = [{ name: 'train', matrix: data.matrix }, ...(validation ? [{ name: 'validation' as const, matrix: validation.matrix }] : [])]
  await trainModel(engine, image, hyperparameters, watched, path.join(optMl, 'model'))
}

function greet(image: ImageVersion): void {
  if (image.failureStyle === 'client-error') {
    printLine('Arguments: train')
    log('INFO', 'Running standalone xgboost training.')
    return
  }
  log('INFO', 'Imported framework sagemaker_xgboost_container.training')
  log('INFO', 'No GPUs detected (normal if no gpus installed)')
  log('INFO', 'Running XGBoost Sagemaker in algorithm mode')
  if (atLeast(image.engine, '1.7')) log('INFO', 'Determined 0 GPU(s) available on the instance.')
}

const megabytes = (bytes: number) => Math.round((bytes / 1024 ** 2) * 100) / 100

function tellSizes(image: ImageVersion, train: readonly InputFile[], validation: readonly InputFile[], validationFolder: string): void {
  if (image.failureStyle !== 'client-error') return
  if (validation.length === 0) log('INFO', `Path ${validationFolder} does not exist!`)
  const size = megabytes(totalSize(train) + totalSize(validation))
  log('INFO', `File size need to be processed in the node: ${size}mb. Available memory size in the node: ${megabytes(os.freemem())}mb`)
}

function tellMatrices(
  image: ImageVersion,
  distribution = 'FullyReplicated',
  data: LoadedData,
  validation: LoadedData | undefined,
  folders: Readonly<Record<'train' | 'validation', string>>,
  format: string,
): void {
  if (image.failureStyle === 'client-error') {
    const query = format === 'csv' ? '?format=csv&label_column=0&delimiter=,' : '?format=libsvm'
    logAsLibrary(`S3DistributionType set as ${distribution}`)
    for (const [folder, { rows, columns, entries }] of [[folders.train, data] as const, ...(validation ? [[folders.validation, validation] as const] : [])]) {
      logAsLibrary(`${rows}x${columns} matrix with ${entries} entries loaded from ${folder}${query}`)
    }
    return
  }
  log('INFO', 'Single node training.')
  log('INFO', `Train matrix has ${data.rows} rows and ${data.columns} columns`)
  if (validation) log('INFO', `Validation matrix has ${validation.rows} rows`)
}

/** Consumed by the image itself, not by XGBoost. */
const ownParameters = new Set([
  ...['num_round', 'csv_weights', 'save_model_on_termination', '_tuning_objective_metric', 'early_stopping_rounds', 'eval_metric'],
  ...['use_dask_gpu_training', '_num_cv_round'],
])

async function trainModel(engine: Engine, image: ImageVersion, hyperparameters: Hyperparameters, watched: readonly Watched[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const columns = watched[0]?.matrix.columns ?? 0
  const saveEachRound = hyperparameters.get('save_model_on_termination')?.text === 'true'
  endOnTerminate(folder, saveEachRound)
  try {
    const booster = engine.booster(watched.map(({ matrix }) => matrix))
    const { native, custom, stopOn } = chooseMetrics(hyperparameters, image)
    setParameters(booster, image, hyperparameters, native)
    const stopAfter = Number(hyperparameters.get('early_stopping_rounds')?.value ?? 0)
    const plan: RoundsPlan = {
      rounds: Number(hyperparameters.get('num_round')?.value),
      watched,
      customMetrics: custom,
      ...(stopAfter > 0 && stopOn && watched.length > 1 && { earlyStopping: { rounds: stopAfter, metric: stopOn, maximize: isMaximized(stopOn) } }),
      afterRound: async (model) => {
        if (saveEachRound) saveAtomically(model, image, folder, { columns })
        // Node handles signals between turns of its loop, and boosting is synchronous: this is the turn.
        await new Promise((resume) => setImmediate(resume))
      },
    }
    const result = await boost(booster, image, plan)
    const facts = { columns, ...result, treesPerRound: Number(hyperparameters.get('num_parallel_tree')?.value ?? 1) }
    finishModel(booster, image, facts)
    saveAtomically(booster, image, folder, facts)
  } catch (error) {
    if (!(error instanceof XGBoostError)) throw error
    const text = error.message
    if (customerErrors.some((known) => text.includes(known))) throw new UserError(text)
    throw new AlgorithmError(`XGB train call failed with exception:\n ${text}`)
  }
}

interface ChosenMetrics {
  readonly native: readonly string[]
  readonly custom: readonly string[]
  /** The metric that early stopping watches, when the job names one. */
  readonly stopOn?: string
}

/** `eval_metric` and the tuning job's metric together, parted into libxgboost's and the image's own. */
function chooseMetrics(hyperparameters: Hyperparameters, { engine }: ImageVersion): ChosenMetrics {
  const given = hyperparameters.get('eval_metric')?.value as readonly string[] | undefined
  const tuned = hyperparameters.get('_tuning_objective_metric')?.text.split(':')[1]?.split(',')
  const metrics = given && tuned ? [...new Set([...tuned, ...given])].sort() : (given ?? tuned ?? [])
  const stopOn = (tuned ?? given)?.at(-1)
  return {
    native: metrics.filter((metric) => !isCustomMetric(metric, engine)),
    custom: metrics.filter((metric) => isCustomMetric(metric, engine)),
    ...(stopOn && { stopOn }),
  }
}

function setParameters(booster: Booster, image: ImageVersion, hyperparameters: Hyperparameters, metrics: readonly string[]): void {
  // The Python package sets the seed first and, from 1.0 on, has parameters checked.
  booster.setParam('seed', '0')
  for (const [name, { text }] of hyperparameters) if (!ownParameters.has(name)) booster.setParam(name, text)
  for (const metric of metrics) booster.setParam('eval_metric', metric)
  if (atLeast(image.engine, '1.0')) booster.setParam('validate_parameters', '1')
}

const PARTIAL = '.sagemaker-ignore'

function saveAtomically(booster: Booster, image: ImageVersion, folder: string, result: Parameters<typeof saveModel>[3]): void {
  const partial = path.join(folder, `${modelFileName}${PARTIAL}`)
  saveModel(booster, image, partial, result)
  renameSync(partial, path.join(folder, modelFileName))
}

/** A stopped job keeps its model only when it asked for that (`save_model_on_termination`); what else lies there is removed as the image does. */
function endOnTerminate(folder: string, keepsModel: boolean): void {
  process.once('SIGTERM', () => {
    if (!keepsModel) process.exit(143)
    for (const name of readdirSync(folder)) if (name !== modelFileName) rmSync(path.join(folder, name), { recursive: true, force: true })
    process.exit(0)
  })
}
