import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installedEngine } from '../engine/installed.ts'
import { loadEngine, XGBoostError } from '../engine/libxgboost.ts'
import { type ImageEnvironment, readEnvironment } from '../environment.ts'
import { validateHyperparameters } from '../hyperparameters/validate.ts'
import { modelFileName } from '../model/save-model.ts'
import { atLeast, type ImageVersion, imageVersion } from '../versions.ts'
import { PARTIAL } from './checkpoints.ts'
import { checkChannels, readConfiguration, refuseDask, refuseUnsupported } from './configuration.ts'
import { crossValidate } from './cross-validation.ts'
import { MetricError } from './custom-metrics.ts'
import { AlgorithmError, failureText, UserError } from './failure.ts'
import { FoldError } from './folds.ts'
import { type InputFile, inputFiles, totalSize, warnOfDuplicates } from './input-files.ts'
import { type LoadedData, loadData } from './load-data.ts'
import { log, logAsLibrary, printLine } from './log.ts'
import type { Watched } from './rounds.ts'
import { trainModel } from './train-model.ts'

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
  const hyperparameters = validateHyperparameters(configuration.hyperparameters, image)
  const format = checkChannels(configuration.channels)
  refuseDask(hyperparameters.get('use_dask_gpu_training')?.text === 'true', format, configuration.channels)
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
  const data = await load(trainFiles, folders.train)
  const validation = validationFiles.length > 0 ? await load(validationFiles, folders.validation) : undefined
  tellMatrices(image, configuration.channels.train?.S3DistributionType, data, validation, folders, format)
  const watched: Watched[] = [{ name: 'train', matrix: data.matrix }, ...(validation ? [{ name: 'validation' as const, matrix: validation.matrix }] : [])]
  const folder = path.join(optMl, 'model')
  mkdirSync(folder, { recursive: true })
  endOnTerminate(folder, hyperparameters.get('save_model_on_termination')?.text === 'true')
  const { checkpointPath: checkpoints } = configuration
  const plan = { engine, image, hyperparameters, watched, file: path.join(folder, modelFileName), ...(checkpoints && { checkpoints }) }
  await withAlgorithmErrors(async () => {
    if (!hyperparameters.has('_kfold')) return (await trainModel({ ...plan, train: data.matrix })).save()
    if (validation) log('INFO', 'Read both train and validation data into one DMatrix')
    const all = validation ? (await load([...trainFiles, ...validationFiles], `['${folders.train}', '${folders.validation}']`)).matrix : data.matrix
    return crossValidate({ ...plan, all, outputData: path.join(optMl, 'output', 'data') })
  })
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

/** What XGBoost and the image's metrics say becomes the user's mistake or the algorithm's failure. */
async function withAlgorithmErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isTraining = error instanceof XGBoostError || error instanceof MetricError || error instanceof FoldError
    if (!isTraining) throw error
    const text = error.message
    if (customerErrors.some((known) => text.includes(known))) throw new UserError(text)
    throw new AlgorithmError(`XGB train call failed with exception:\n ${text}`)
  }
}

/** A stopped job keeps its model only when it asked for that (`save_model_on_termination`); what else lies there is removed as the image does. */
function endOnTerminate(folder: string, keepsModel: boolean): void {
  process.once('SIGTERM', () => {
    if (!keepsModel) process.exit(143)
    for (const name of readdirSync(folder))
      if (!name.startsWith(modelFileName) || name.endsWith(PARTIAL)) rmSync(path.join(folder, name), { recursive: true, force: true })
    process.exit(0)
  })
}
