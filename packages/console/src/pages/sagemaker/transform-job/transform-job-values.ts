/** The form's values for a batch transform job, the request and the SDK's words that they make. */
import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker'
import { type Tag, tagsForRequest } from '../../../components/tags-for-request.ts'
import { isCount, isName, isS3Uri, timedName } from '../names.ts'

export interface TransformValues {
  readonly name: string
  readonly model: string
  readonly instanceType: string
  readonly instanceCount: string
  readonly concurrent: string
  readonly payload: string
  readonly strategy: 'MultiRecord' | 'SingleRecord'
  readonly input: string
  readonly dataType: 'S3Prefix' | 'ManifestFile'
  readonly split: 'None' | 'Line'
  readonly compression: 'None' | 'Gzip'
  readonly contentType: string
  readonly output: string
  readonly assemble: 'None' | 'Line'
  readonly accept: string
  readonly outputKey: string
  readonly inputFilter: string
  readonly outputFilter: string
  readonly join: 'None' | 'Input'
  readonly tags: readonly Tag[]
}

export const initialTransform = (model: string): TransformValues => ({
  name: timedName('transform', new Date()).slice(0, 63),
  model,
  instanceType: 'ml.m5.xlarge',
  instanceCount: '1',
  concurrent: '',
  payload: '',
  strategy: 'MultiRecord',
  input: '',
  dataType: 'S3Prefix',
  split: 'Line',
  compression: 'None',
  contentType: 'text/csv',
  output: '',
  assemble: 'Line',
  accept: '',
  outputKey: '',
  inputFilter: '',
  outputFilter: '',
  join: 'None',
  tags: [],
})

export function transformRequest(values: TransformValues): CreateTransformJobRequest {
  const { inputFilter, outputFilter, join } = values
  const processing = {
    ...(inputFilter && { InputFilter: inputFilter }),
    ...(outputFilter && { OutputFilter: outputFilter }),
    ...(join === 'Input' && { JoinSource: join }),
  }
  return {
    TransformJobName: values.name,
    ModelName: values.model,
    ...(values.concurrent && { MaxConcurrentTransforms: Number(values.concurrent) }),
    ...(values.payload && { MaxPayloadInMB: Number(values.payload) }),
    BatchStrategy: values.strategy,
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: values.dataType, S3Uri: values.input } },
      ...(values.contentType && { ContentType: values.contentType }),
      SplitType: values.split,
      CompressionType: values.compression,
    },
    TransformOutput: {
      S3OutputPath: values.output,
      AssembleWith: values.assemble,
      ...(values.accept && { Accept: values.accept }),
      ...(values.outputKey && { KmsKeyId: values.outputKey }),
    },
    TransformResources: { InstanceType: values.instanceType as never, InstanceCount: Number(values.instanceCount) },
    ...(Object.keys(processing).length > 0 && { DataProcessing: processing }),
    Tags: tagsForRequest(values.tags),
  }
}

export const isValid = (values: TransformValues): boolean =>
  isName(values.name) &&
  values.model !== '' &&
  values.instanceType !== '' &&
  isCount(values.instanceCount) &&
  [values.concurrent, values.payload].every((text) => text === '' || isCount(text)) &&
  isS3Uri(values.input) &&
  isS3Uri(values.output)

/** The same job with the SageMaker Python SDK v2. */
export function transformSdkV2(values: TransformValues): string {
  const text = (value: string) => JSON.stringify(value)
  const lines = (given: readonly (readonly [string, string])[]) => given.map(([name, value]) => `    ${name}=${value},\n`).join('')
  const maker = lines([
    ['model_name', text(values.model)],
    ['instance_count', String(Number(values.instanceCount))],
    ['instance_type', text(values.instanceType)],
    ['strategy', text(values.strategy)],
    ['output_path', text(values.output)],
    ...(values.assemble === 'None' ? [] : [['assemble_with', text(values.assemble)] as const]),
    ...(values.accept ? [['accept', text(values.accept)] as const] : []),
    ...(values.outputKey ? [['output_kms_key', text(values.outputKey)] as const] : []),
    ...(values.concurrent ? [['max_concurrent_transforms', values.concurrent] as const] : []),
    ...(values.payload ? [['max_payload', values.payload] as const] : []),
  ])
  const call = lines([
    ['data', text(values.input)],
    ['data_type', text(values.dataType)],
    ...(values.contentType ? [['content_type', text(values.contentType)] as const] : []),
    ...(values.split === 'None' ? [] : [['split_type', text(values.split)] as const]),
    ...(values.compression === 'None' ? [] : [['compression_type', text(values.compression)] as const]),
    ...(values.inputFilter ? [['input_filter', text(values.inputFilter)] as const] : []),
    ...(values.outputFilter ? [['output_filter', text(values.outputFilter)] as const] : []),
    ...(values.join === 'Input' ? [['join_source', text('Input')] as const] : []),
    ['job_name', text(values.name)],
  ])
  return `from sagemaker.transformer import Transformer\n\ntransformer = Transformer(\n${maker})\ntransformer.transform(\n${call})\ntransformer.wait()`
}
