import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type ImageVersion, imageAtLeast } from '../versions.ts'
import { UserError } from './failure.ts'

/** `/opt/ml/input/config/inputdataconfig.json`, one channel. */
export interface ChannelConfiguration {
  readonly ContentType?: string
  readonly TrainingInputMode?: string
  readonly S3DistributionType?: string
}

export interface JobConfiguration {
  readonly hyperparameters: Readonly<Record<string, string>>
  readonly channels: Readonly<Record<string, ChannelConfiguration>>
  readonly hosts: readonly string[]
  readonly currentHost: string
  /** Set when the job has a CheckpointConfig. */
  readonly checkpointPath?: string
}

/** Reads `/opt/ml/input/config`, as SageMaker lays it out. Missing files mean nothing was configured, but for the hyperparameters. */
export function readConfiguration(optMl: string): JobConfiguration {
  const folder = path.join(optMl, 'input', 'config')
  const read = <T>(name: string, otherwise: T): T => {
    const file = path.join(folder, name)
    if (!existsSync(file)) return otherwise
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as T
    } catch (error) {
      throw new Error(`${file} cannot be read: ${(error as Error).message}`)
    }
  }
  const resources = read<{ hosts?: string[]; current_host?: string }>('resourceconfig.json', {})
  const checkpoint = read<{ LocalPath?: string } | undefined>('checkpointconfig.json', undefined)
  return {
    hyperparameters: read('hyperparameters.json', {}),
    channels: read('inputdataconfig.json', {}),
    hosts: resources.hosts ?? ['algo-1'],
    currentHost: resources.current_host ?? 'algo-1',
    ...(checkpoint && { checkpointPath: inside(optMl, checkpoint.LocalPath ?? '/opt/ml/checkpoints/') }),
  }
}

/** `/opt/ml/checkpoints/` where `/opt/ml` may lie elsewhere. */
const inside = (optMl: string, given: string) => (given.startsWith('/opt/ml/') ? path.join(optMl, given.slice('/opt/ml/'.length)) : given)

export type DataFormat = 'csv' | 'libsvm' | 'parquet' | 'recordio-protobuf'

const dataTypes = [
  ...['csv', 'libsvm', 'parquet', 'recordio-protobuf', 'text/csv', 'text/libsvm', 'text/x-libsvm', 'application/x-parquet', 'application/x-recordio-protobuf'],
]
const modes = ['File', 'FastFile', 'Pipe']
const distributions = ['FullyReplicated', 'ShardedByS3Key']

/** What the checks of a job's channels found. */
export interface ChannelCheck {
  readonly format: DataFormat
  /** Pipe mode: the train channel's, which counts for both. */
  readonly pipe: boolean
  readonly hasValidation: boolean
}

/** Checks the channels in AWS's order and words. What AWS's image can and this one cannot is refused by name. @throws UserError */
export function checkChannels(channels: JobConfiguration['channels'], image: Pick<ImageVersion, 'name'>): ChannelCheck {
  if (!channels.train) throw new UserError('Missing required channel: train')
  for (const [name, given] of Object.entries(channels)) {
    if (!['train', 'validation', 'code'].includes(name)) throw new UserError(`Extraneous channel found: ${name}`)
    const channel = { ContentType: 'text/libsvm', TrainingInputMode: 'File', S3DistributionType: 'FullyReplicated', ...given }
    if (!isSupported(name, channel)) throw new UserError(`Channel configuration for '${name}' channel is not supported: ${pythonDict(channel)}`)
  }
  const { ContentType: type = 'text/libsvm', TrainingInputMode: mode } = channels.train
  const format = formats.find((name) => type.includes(name)) ?? 'libsvm'
  const pipe = mode === 'Pipe'
  if (pipe && !readsPipes(image)) throw new UserError(noPipe[format])
  return { format, pipe, hasValidation: 'validation' in channels }
}

/** 0.72 reads files only; 3.2-0 no longer reads pipes. Sources: AWS's page of the 0.72 image; aws/sagemaker-xgboost-container. */
const readsPipes = (image: Pick<ImageVersion, 'name'>) => imageAtLeast(image, '0.90-1') && !imageAtLeast(image, '3.2-0')

const formats = ['csv', 'libsvm', 'parquet', 'recordio-protobuf'] as const

/** 3.2-0's own words. */
const fastFile = "is no longer supported. Please use Fast File mode (default) instead. Set input_mode='File' in your SageMaker Estimator or TrainingInput."
const noPipe: Readonly<Record<DataFormat, string>> = {
  csv: `Pipe mode for CSV ${fastFile}`,
  libsvm: 'Pipe mode not supported for LibSVM.',
  parquet: `Pipe mode for Parquet ${fastFile}`,
  'recordio-protobuf': `Pipe mode for RecordIO-Protobuf ${fastFile}`,
}

function isSupported(name: string, { ContentType: type, TrainingInputMode: mode, S3DistributionType: distribution }: Required<ChannelConfiguration>): boolean {
  if (name === 'code') return type === 'text/python' && mode !== 'Pipe' && distribution === 'FullyReplicated'
  return dataTypes.includes(type) && modes.includes(mode) && distributions.includes(distribution) && !(mode === 'Pipe' && type.includes('libsvm'))
}

const pythonDict = (channel: object) =>
  `{${Object.entries(channel)
    .map(([name, value]) => `'${name}': '${value}'`)
    .join(', ')}}`

/** Refuses by name what the job asks for and this image does not do. */
export function refuseUnsupported({ hyperparameters }: JobConfiguration): void {
  if ('sagemaker_program' in hyperparameters) {
    throw new UserError("Script mode (hyperparameter sagemaker_program) needs the real container image; Kenja's built-in XGBoost runs algorithm mode only.")
  }
}

/** Dask training wants GPUs, which Kenja does not offer; the text is the image's. @throws UserError */
export function refuseDask(wanted: boolean, format: DataFormat, channels: JobConfiguration['channels']): void {
  if (!wanted) return
  const reasons = ['Dask training is only available for `gpu_hist` training on GPU instances.']
  if (format !== 'csv' && format !== 'parquet') reasons.push('Dask training is only supported for CSV and Parquet input.')
  const sharded = Object.values(channels).some(({ S3DistributionType: distribution = 'FullyReplicated' }) => distribution !== 'FullyReplicated')
  if (sharded) reasons.push('Dask distributed training requires FullyReplicated data.')
  throw new UserError(`Some configurations unsuitable for Dask GPU training were found: ${reasons.join('. ')}`)
}
