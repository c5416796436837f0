/** The form's values, the request they make, and the values that an existing job makes (clone). */
import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { isName, isRoleArn, isS3Uri, timedName } from '../names.ts'
import { isXgboostTag, xgboostImage, xgboostTagOf } from '../xgboost-images.ts'
import { firstValues, knownTo, wrongValue, xgboostFields } from './xgboost-fields.ts'

export interface ChannelValues {
  readonly name: string
  readonly contentType: string
  readonly uri: string
}

export interface TrainingJobValues {
  readonly name: string
  readonly role: string
  /** A tag of XGBoost, or `own`. */
  readonly algorithm: string
  readonly image: string
  readonly inputMode: 'File' | 'FastFile'
  readonly instanceType: string
  readonly volume: string
  readonly maxRuntime: string
  readonly hyperparameters: Readonly<Record<string, string>>
  readonly channels: readonly ChannelValues[]
  readonly output: string
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
  volume: '5',
  maxRuntime: '86400',
  hyperparameters: firstValues,
  channels: [{ name: 'train', contentType: 'text/csv', uri: '' }],
  output: '',
  tags: [],
})

export const imageOf = ({ algorithm, image }: TrainingJobValues, region: string): string => (isXgboostTag(algorithm) ? xgboostImage(algorithm, region) : image)

function filledIn({ algorithm, hyperparameters }: TrainingJobValues): Record<string, string> {
  const known = isXgboostTag(algorithm) ? knownTo(algorithm, hyperparameters) : hyperparameters
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => name !== '' && value !== ''))
}

export const requestOf = (values: TrainingJobValues, region: string): CreateTrainingJobRequest => ({
  TrainingJobName: values.name,
  RoleArn: values.role,
  AlgorithmSpecification: { TrainingImage: imageOf(values, region), TrainingInputMode: values.inputMode },
  HyperParameters: filledIn(values),
  InputDataConfig: values.channels.map(({ name, contentType, uri }) => ({
    ChannelName: name,
    ...(contentType && { ContentType: contentType }),
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' } },
  })),
  OutputDataConfig: { S3OutputPath: values.output },
  ResourceConfig: { InstanceType: values.instanceType as never, InstanceCount: 1, VolumeSizeInGB: Number(values.volume) },
  StoppingCondition: { MaxRuntimeInSeconds: Number(values.maxRuntime) },
  Tags: tagsForRequest(values.tags),
})

export function valuesOfJob(job: DescribeTrainingJobResponse): TrainingJobValues {
  const image = job.AlgorithmSpecification?.TrainingImage ?? ''
  const base = (job.TrainingJobName ?? 'job').replace(/-\d{4}(-\d+)*$/, '').slice(0, 39)
  return {
    name: timedName(base, new Date()),
    role: job.RoleArn ?? '',
    algorithm: xgboostTagOf(image) ?? OWN,
    image,
    inputMode: job.AlgorithmSpecification?.TrainingInputMode === 'FastFile' ? 'FastFile' : 'File',
    instanceType: job.ResourceConfig?.InstanceType ?? '',
    volume: String(job.ResourceConfig?.VolumeSizeInGB ?? 5),
    maxRuntime: String(job.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400),
    hyperparameters: job.HyperParameters ?? {},
    channels: (job.InputDataConfig ?? []).map(({ ChannelName = '', ContentType = '', DataSource }) => ({
      name: ChannelName,
      contentType: ContentType,
      uri: DataSource?.S3DataSource?.S3Uri ?? '',
    })),
    output: job.OutputDataConfig?.S3OutputPath ?? '',
    tags: [],
  }
}

export const isWhole = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 1
export const isImage = (image: string): boolean => /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[^\s]+$/.test(image)

export function isValid(values: TrainingJobValues): boolean {
  const { name, role, algorithm, image, instanceType, volume, maxRuntime, channels, output } = values
  const right = isName(name) && isRoleArn(role) && instanceType !== '' && isWhole(volume) && isWhole(maxRuntime) && isS3Uri(output)
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
    ({ name, contentType, uri }) => `    ${text(name)}: TrainingInput(s3_data=${text(uri)}${contentType ? `, content_type=${text(contentType)}` : ''}),\n`,
  )
  return `from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput

estimator = Estimator(
    image_uri=${text(imageOf(values, region))},
    role=${text(values.role)},
    instance_count=1,
    instance_type=${text(values.instanceType)},
    volume_size=${Number(values.volume)},
    max_run=${Number(values.maxRuntime)},
    output_path=${text(values.output)},
)
estimator.set_hyperparameters(**{
${hyperparameters.join('')}})
estimator.fit({
${channels.join('')}}, job_name=${text(values.name)})`
}
