/** The form's values, the request they make, and the values that an existing job makes (clone). */
import type { Channel, CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { isCount, isName, isRoleArn, isS3Uri, timedName } from '../names.ts'
import { isXgboostTag, xgboostImage, xgboostTagOf } from '../xgboost-images.ts'
import { firstValues, knownTo, wrongValue, xgboostFields } from './xgboost-fields.ts'

export interface ChannelValues {
  readonly name: string
  readonly contentType: string
  readonly uri: string
  readonly dataType: 'S3Prefix' | 'ManifestFile'
  readonly distribution: 'FullyReplicated' | 'ShardedByS3Key'
  readonly compression: 'None' | 'Gzip'
}

export const newChannel = (name: string): ChannelValues => ({
  name,
  contentType: 'text/csv',
  uri: '',
  dataType: 'S3Prefix',
  distribution: 'FullyReplicated',
  compression: 'None',
})

export interface TrainingJobValues {
  readonly name: string
  readonly role: string
  /** A tag of XGBoost, or `own`. */
  readonly algorithm: string
  readonly image: string
  readonly inputMode: 'File' | 'FastFile' | 'Pipe'
  readonly instanceType: string
  readonly instanceCount: string
  /** A key's id; empty: none of one's own. */
  readonly volumeKey: string
  readonly volume: string
  readonly maxRuntime: string
  readonly spot: boolean
  readonly maxWait: string
  readonly isolated: boolean
  readonly hyperparameters: Readonly<Record<string, string>>
  readonly channels: readonly ChannelValues[]
  readonly output: string
  readonly outputKey: string
  readonly checkpoints: string
  readonly tags: readonly Tag[]
}

export const OWN = 'own'

export const initialValues = (): TrainingJobValues => ({
  name: timedName('xgboost', new Date()).slice(0, 63),
  role: '',
  algorithm: 'latest',
  image: '',
  inputMode: 'File',
  instanceType: 'ml.m5.xlarge',
  instanceCount: '1',
  volumeKey: '',
  volume: '5',
  maxRuntime: '86400',
  spot: false,
  maxWait: '86400',
  isolated: false,
  hyperparameters: firstValues,
  channels: [newChannel('train')],
  output: '',
  outputKey: '',
  checkpoints: '',
  tags: [],
})

export const imageOf = ({ algorithm, image }: TrainingJobValues, region: string): string => (isXgboostTag(algorithm) ? xgboostImage(algorithm, region) : image)

function filledIn({ algorithm, hyperparameters }: TrainingJobValues): Record<string, string> {
  const known = isXgboostTag(algorithm) ? knownTo(algorithm, hyperparameters) : hyperparameters
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => name !== '' && value !== ''))
}

const channelRequest = ({ name, contentType, uri, dataType, distribution, compression }: ChannelValues): Channel => ({
  ChannelName: name,
  ...(contentType && { ContentType: contentType }),
  ...(compression === 'Gzip' && { CompressionType: 'Gzip' }),
  DataSource: { S3DataSource: { S3DataType: dataType, S3Uri: uri, S3DataDistributionType: distribution } },
})

export const requestOf = (values: TrainingJobValues, region: string): CreateTrainingJobRequest => ({
  TrainingJobName: values.name,
  RoleArn: values.role,
  AlgorithmSpecification: { TrainingImage: imageOf(values, region), TrainingInputMode: values.inputMode },
  HyperParameters: filledIn(values),
  InputDataConfig: values.channels.map(channelRequest),
  OutputDataConfig: { S3OutputPath: values.output, ...(values.outputKey && { KmsKeyId: values.outputKey }) },
  ResourceConfig: {
    InstanceType: values.instanceType as never,
    InstanceCount: Number(values.instanceCount),
    VolumeSizeInGB: Number(values.volume),
    ...(values.volumeKey && { VolumeKmsKeyId: values.volumeKey }),
  },
  StoppingCondition: { MaxRuntimeInSeconds: Number(values.maxRuntime), ...(values.spot && { MaxWaitTimeInSeconds: Number(values.maxWait) }) },
  ...(values.spot && { EnableManagedSpotTraining: true }),
  ...(values.isolated && { EnableNetworkIsolation: true }),
  ...(values.checkpoints && { CheckpointConfig: { S3Uri: values.checkpoints } }),
  Tags: tagsForRequest(values.tags),
})

function channelOf({ ChannelName = '', ContentType = '', CompressionType, DataSource }: Channel): ChannelValues {
  const { S3Uri = '', S3DataType, S3DataDistributionType } = DataSource?.S3DataSource ?? {}
  return {
    name: ChannelName,
    contentType: ContentType,
    uri: S3Uri,
    dataType: S3DataType === 'ManifestFile' ? 'ManifestFile' : 'S3Prefix',
    distribution: S3DataDistributionType === 'ShardedByS3Key' ? 'ShardedByS3Key' : 'FullyReplicated',
    compression: CompressionType === 'Gzip' ? 'Gzip' : 'None',
  }
}

export function valuesOfJob(job: DescribeTrainingJobResponse): TrainingJobValues {
  const image = job.AlgorithmSpecification?.TrainingImage ?? ''
  const base = (job.TrainingJobName ?? 'job').replace(/-\d{4}(-\d+)*$/, '').slice(0, 39)
  return {
    name: timedName(base, new Date()),
    role: job.RoleArn ?? '',
    algorithm: xgboostTagOf(image) ?? OWN,
    image,
    inputMode: job.AlgorithmSpecification?.TrainingInputMode ?? 'File',
    instanceType: job.ResourceConfig?.InstanceType ?? '',
    instanceCount: String(job.ResourceConfig?.InstanceCount ?? 1),
    volumeKey: job.ResourceConfig?.VolumeKmsKeyId ?? '',
    volume: String(job.ResourceConfig?.VolumeSizeInGB ?? 5),
    maxRuntime: String(job.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400),
    spot: job.EnableManagedSpotTraining ?? false,
    maxWait: String(job.StoppingCondition?.MaxWaitTimeInSeconds ?? 86_400),
    isolated: job.EnableNetworkIsolation ?? false,
    outputKey: job.OutputDataConfig?.KmsKeyId ?? '',
    checkpoints: job.CheckpointConfig?.S3Uri ?? '',
    hyperparameters: job.HyperParameters ?? {},
    channels: (job.InputDataConfig ?? []).map(channelOf),
    output: job.OutputDataConfig?.S3OutputPath ?? '',
    tags: [],
  }
}

export const isImage = (image: string): boolean => /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[^\s]+$/.test(image)

/** A job on spot instances may wait at least as long as it may run. */
export const waitRight = ({ spot, maxWait, maxRuntime }: TrainingJobValues): boolean => !spot || (isCount(maxWait) && Number(maxWait) >= Number(maxRuntime))

const resourcesRight = (values: TrainingJobValues): boolean =>
  values.instanceType !== '' && [values.instanceCount, values.volume, values.maxRuntime].every(isCount) && waitRight(values)

export function isValid(values: TrainingJobValues): boolean {
  const { name, role, algorithm, image, channels, output, checkpoints } = values
  const right = isName(name) && isRoleArn(role) && resourcesRight(values) && isS3Uri(output) && (checkpoints === '' || isS3Uri(checkpoints))
  const channelsRight = channels.every((channel) => isName(channel.name) && isS3Uri(channel.uri))
  return right && channelsRight && (algorithm === OWN ? isImage(image) : hyperparametersRight(values))
}

function hyperparametersRight({ algorithm, hyperparameters }: TrainingJobValues): boolean {
  if (!isXgboostTag(algorithm)) return true
  return xgboostFields(algorithm).every((field) => wrongValue(field, hyperparameters[field.name] ?? '') === undefined)
}

/** The same job with the SageMaker Python SDK v2. */
export function asSdkV2(values: TrainingJobValues, region: string): string {
  const text = (value: string) => JSON.stringify(value)
  const hyperparameters = Object.entries(filledIn(values)).map(([name, value]) => `    ${text(name)}: ${text(value)},\n`)
  const channels = values.channels.map(
    ({ name, contentType, uri, dataType, distribution, compression }) =>
      `    ${text(name)}: TrainingInput(${[
        `s3_data=${text(uri)}`,
        ...(contentType ? [`content_type=${text(contentType)}`] : []),
        ...(dataType === 'ManifestFile' ? ['s3_data_type="ManifestFile"'] : []),
        ...(distribution === 'ShardedByS3Key' ? ['distribution="ShardedByS3Key"'] : []),
        ...(compression === 'Gzip' ? ['compression="Gzip"'] : []),
      ].join(', ')}),\n`,
  )
  const options = [
    ...(values.inputMode === 'File' ? [] : [`input_mode=${text(values.inputMode)}`]),
    ...(values.outputKey ? [`output_kms_key=${text(values.outputKey)}`] : []),
    ...(values.volumeKey ? [`volume_kms_key=${text(values.volumeKey)}`] : []),
    ...(values.spot ? ['use_spot_instances=True', `max_wait=${Number(values.maxWait)}`] : []),
    ...(values.checkpoints ? [`checkpoint_s3_uri=${text(values.checkpoints)}`] : []),
    ...(values.isolated ? ['enable_network_isolation=True'] : []),
  ].map((option) => `    ${option},\n`)
  return `from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput

estimator = Estimator(
    image_uri=${text(imageOf(values, region))},
    role=${text(values.role)},
    instance_count=${Number(values.instanceCount)},
    instance_type=${text(values.instanceType)},
    volume_size=${Number(values.volume)},
    max_run=${Number(values.maxRuntime)},
    output_path=${text(values.output)},
${options.join('')})
estimator.set_hyperparameters(**{
${hyperparameters.join('')}})
estimator.fit({
${channels.join('')}}, job_name=${text(values.name)})`
}
