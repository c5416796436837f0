import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installedEngine } from '../engine/installed.ts'
import { type Engine, loadEngine, XGBoostError } from '../engine/libxgboost.ts'
import { type ImageEnvironment, readEnvironment } from '../environment.ts'
import { type Hyperparameters, validateHyperparameters } from '../hyperparameters/validate.ts'
import { modelFileName } from '../model/save-model.ts'
import { pythonList } from '../python-text.ts'
import { atLeast, type ImageVersion, imageVersion } from '../versions.ts'
import { type Channels, findChannels, loadChannels, mustHaveData, noData } from './channels.ts'
import { PARTIAL } from './checkpoints.ts'
import { type ChannelCheck, checkChannels, type JobConfiguration, readConfiguration, refuseDask, refuseUnsupported } from './configuration.ts'
import { crossValidate } from './cross-validation.ts'
import { MetricError } from './custom-metrics.ts'
import { AlgorithmError, failureText, UserError } from './failure.ts'
import { reportFolds } from './fold-report.ts'
import { FoldError } from './folds.ts'
import { hostGroup, type Together, trainTogether, warnOfMissingData } from './hosts.ts'
import { totalSize } from './input-files.ts'
import type { LoadedData, LoadOptions } from './load-data.ts'
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
  greet(image, configuration.hosts.length)
  const hyperparameters = validateHyperparameters(configuration.hyperparameters, image)
  const check = checkChannels(configuration.channels, image)
  refuseDask(hyperparameters.get('use_dask_gpu_training')?.text === 'true', check.format, configuration.channels)
  const channels = findChannels(optMl, check)
  const single = configuration.hosts.length === 1
  if (single) mustHaveData(channels)

  const installed = installedEngine(environment.cache, image.engine)
  if (!installed) throw new Error(`XGBoost ${image.engine} is not in ${environment.cache}: the image's prepare program has not run.`)
  const engine = loadEngine(image.engine, installed)
  tellSizes(image, channels)
  const options: LoadOptions = {
    format: check.format,
    weights: hyperparameters.get('csv_weights')?.value === 1,
    threads: threadsOf(hyperparameters, configuration.hosts.length),
    ...(check.pipe && { pipes: new Map<string, Buffer>() }),
  }
  const data = await loadChannels(engine, image, [channels.train], options)
  const validation = channels.validation.given ? await loadChannels(engine, image, [channels.validation], options) : undefined
  const job: Job = { optMl, engine, image, hyperparameters, configuration, check, channels, options, data, validation }
  if (single) return trainHere(job, { isMaster: true })
  tellHosts(job)
  const group = hostGroup(configuration.hosts, configuration.currentHost)
  const hasData = data !== undefined && (validation !== undefined || !channels.validation.given)
  await trainTogether(engine, group, hasData, (together) => trainHere(job, together))
}

/** All that is known of a job when its data is loaded. */
interface Job {
  readonly optMl: string
  readonly engine: Engine
  readonly image: ImageVersion
  readonly hyperparameters: Hyperparameters
  readonly configuration: JobConfiguration
  readonly check: ChannelCheck
  readonly channels: Channels
  readonly options: LoadOptions
  readonly data: LoadedData | undefined
  readonly validation: LoadedData | undefined
}

/** Kenja's hosts share one machine: each takes its part of the cores unless the job says otherwise. */
function threadsOf(hyperparameters: Hyperparameters, hosts: number): number {
  return Number(hyperparameters.get('nthread')?.value ?? Math.max(1, Math.floor(os.availableParallelism() / hosts)))
}

/** Trains on this host's data, alone or together with others. */
async function trainHere(job: Job, together: Together): Promise<void> {
  const { optMl, engine, image, hyperparameters, configuration, channels, options, data, validation } = job
  if (!data) throw noData('training', channels.train.folder)
  if (channels.validation.given && !validation) throw noData('validation', channels.validation.folder)
  tellMatrices(job, data)
  const watched: Watched[] = [{ name: 'train', matrix: data.matrix }, ...(validation ? [{ name: 'validation' as const, matrix: validation.matrix }] : [])]
  const folder = path.join(optMl, 'model')
  mkdirSync(folder, { recursive: true })
  endOnTerminate(folder, hyperparameters.get('save_model_on_termination')?.text === 'true')
  const { checkpointPath: checkpoints } = configuration
  const plan = {
    engine,
    image,
    hyperparameters,
    watched,
    together,
    threads: options.threads,
    file: path.join(folder, modelFileName),
    ...(checkpoints && { checkpoints }),
  }
  await withAlgorithmErrors(async () => {
    if (!hyperparameters.has('_kfold')) {
      const { save } = await trainModel({ ...plan, train: data.matrix })
      if (hyperparameters.has('_nfold')) reportFolds({ ...plan, all: (await allRows(job, data)).matrix })
      if (together.isMaster) save()
      return
    }
    await crossValidate({ ...plan, all: (await allRows(job, data)).matrix, outputData: path.join(optMl, 'output', 'data') })
  })
}

function greet(image: ImageVersion, hosts: number): void {
  if (image.failureStyle === 'client-error') {
    printLine('Arguments: train')
    log('INFO', hosts === 1 ? 'Running standalone xgboost training.' : 'Running distributed xgboost training.')
    return
  }
  log('INFO', 'Imported framework sagemaker_xgboost_container.training')
  log('INFO', 'No GPUs detected (normal if no gpus installed)')
  log('INFO', 'Running XGBoost Sagemaker in algorithm mode')
  if (atLeast(image.engine, '1.7')) log('INFO', 'Determined 0 GPU(s) available on the instance.')
}

const megabytes = (bytes: number) => Math.round((bytes / 1024 ** 2) * 100) / 100

function tellSizes(image: ImageVersion, { train, validation }: Channels): void {
  if (image.failureStyle !== 'client-error') return
  if (validation.files.length === 0) log('INFO', `Path ${validation.folder} does not exist!`)
  const size = megabytes(totalSize(train.files) + totalSize(validation.files))
  log('INFO', `File size need to be processed in the node: ${size}mb. Available memory size in the node: ${megabytes(os.freemem())}mb`)
}

function tellHosts({ configuration: { hosts, currentHost }, channels, data, validation }: Job): void {
  log('INFO', `Distributed node training with ${hosts.length} hosts: ${pythonList(hosts)}`)
  if (!data) warnOfMissingData(currentHost, 'training')
  if (channels.validation.given && !validation) warnOfMissingData(currentHost, 'validation')
}

function tellMatrices({ image, configuration, check, channels, validation }: Job, data: LoadedData): void {
  if (image.failureStyle === 'client-error') {
    const query = check.format === 'csv' ? '?format=csv&label_column=0&delimiter=,' : '?format=libsvm'
    logAsLibrary(`S3DistributionType set as ${configuration.channels.train?.S3DistributionType ?? 'FullyReplicated'}`)
    const loaded = [[channels.train.folder, data] as const, ...(validation ? [[channels.validation.folder, validation] as const] : [])]
    for (const [folder, { rows, columns, entries }] of loaded) logAsLibrary(`${rows}x${columns} matrix with ${entries} entries loaded from ${folder}${query}`)
    return
  }
  if (configuration.hosts.length === 1) log('INFO', 'Single node training.')
  log('INFO', `Train matrix has ${data.rows} rows and ${data.columns} columns`)
  if (validation) log('INFO', `Validation matrix has ${validation.rows} rows`)
}

/** Both channels' rows in one, for cross validation. */
async function allRows({ engine, image, channels, options, validation }: Job, data: LoadedData): Promise<LoadedData> {
  if (!validation) return data
  log('INFO', 'Read both train and validation data into one DMatrix')
  return (await loadChannels(engine, image, [channels.train, channels.validation], options)) ?? data
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
