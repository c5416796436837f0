import type { CreateTransformJobRequest, CreateTransformJobResponse } from '@aws-sdk/client-sagemaker'
import { lowerId } from '../../../lib/ids.ts'
import type { StreamOperation, Valid } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { containerOf } from '../endpoint/plan-fleet.ts'
import { notYet, transformJobExists, validation } from '../errors.ts'
import { mustEncryptOutput, mustUseKey } from '../kms-key.ts'
import { mustHaveObjects } from '../must-have-objects.ts'
import { mustFitTransformJob } from '../quotas.ts'
import { parseS3Uri } from '../s3-uri.ts'
import { BadJsonPath, parseJsonPath } from './json-path.ts'
import * as jobs from './transform-job.store.ts'
import { newTransformJob } from './transform-job.ts'

const SERVICE = 'sagemaker.amazonaws.com'
/** AWS: MaxPayloadInMB is at most 100, and so is its product with MaxConcurrentTransforms. */
const MOST_MB = 100
const DEFAULT_PAYLOAD_MB = 6
const JOINABLE = ['text/csv', 'application/json', 'application/jsonlines']

/** Looks for the inputs in S3 with the role's rights, and so cannot be one transaction. */
export const ownTransactions = true

/** Checks what AWS checks before it answers, writes the job, and wakes the engine. The role is the model's: it was passed to CreateModel. */
export const createTransformJob: StreamOperation<CreateTransformJobRequest, CreateTransformJobResponse> = async (input, ctx) => {
  const arn = sagemakerArn(ctx, 'transform-job', input.TransformJobName)
  const refuseDuplicate = () => {
    if (jobs.find(ctx, input.TransformJobName)) throw transformJobExists(arn)
  }
  const [container, role, roleArn] = ctx.transact(() => {
    refuseDuplicate()
    refuseUnsupported(input)
    const planned = containerOf(input.ModelName, ctx)
    if (planned.multiModel) throw validation('Multi-model endpoints are for real-time inference: a batch transform job needs a model of Mode SingleModel.')
    if (planned.roleArn === undefined) throw validation('The model must have an ExecutionRoleArn: with its rights the job reads and writes S3.')
    mustUseKey(ctx, input.TransformResources.VolumeKmsKeyId)
    return [planned, ctx.iam.as(planned.roleArn, SERVICE), planned.roleArn] as const
  })
  await mustEncryptOutput(role, input.TransformOutput.KmsKeyId)
  await mustHaveObjects(role, input.TransformInput.DataSource?.S3DataSource?.S3Uri ?? '', roleArn, ctx)
  return ctx.transact(() => {
    refuseDuplicate()
    mustFitTransformJob(ctx, input.TransformResources)
    jobs.insert(ctx, newTransformJob(ctx, { arn, taskId: `transform-${lowerId(20)}`, container, request: input }, ctx.now))
    ctx.tags.set(arn, input.Tags as { Key: string; Value: string }[] | undefined)
    ctx.wake(arn)
    return { TransformJobArn: arn }
  })
}

function refuseUnsupported(input: Valid<CreateTransformJobRequest>): void {
  const { SplitType: split, CompressionType: compression, DataSource: source } = input.TransformInput
  const { S3DataSource: s3 } = source ?? {}
  if (s3?.S3DataType !== 'S3Prefix' && s3?.S3DataType !== 'ManifestFile') throw notYet(`S3DataType ${s3?.S3DataType} (use S3Prefix or ManifestFile)`)
  if (!parseS3Uri(s3.S3Uri ?? '')) throw validation(`The S3 URL "${s3.S3Uri}" given in input data source names no bucket.`)
  if (!parseS3Uri(input.TransformOutput.S3OutputPath ?? '')) throw validation(`S3OutputPath "${input.TransformOutput.S3OutputPath}" is not an S3 URI.`)
  if (split === 'RecordIO' || split === 'TFRecord') throw notYet(`SplitType ${split} of batch transform (use Line or None)`)
  if (compression === 'Gzip' && split === 'Line') throw validation('CompressionType Gzip can be used with SplitType None only.')
  if (compression === 'Gzip') throw notYet('CompressionType Gzip of batch transform')
  if (input.DataCaptureConfig) throw notYet('DataCaptureConfig of batch transform')
  if (input.ExperimentConfig?.ExperimentName !== undefined) throw notYet('experiments (ExperimentConfig)')
  const { InstanceCount: count } = input.TransformResources
  if ((count ?? 1) > 1) throw notYet(`batch transform on more than one instance (TransformResources.InstanceCount ${count})`)
  refusePayload(input)
  refuseProcessing(input)
}

function refusePayload({ MaxPayloadInMB: payload, MaxConcurrentTransforms: concurrent }: Valid<CreateTransformJobRequest>): void {
  if ((payload ?? 0) > MOST_MB) throw validation(`MaxPayloadInMB must not be greater than ${MOST_MB}.`)
  if ((payload ?? DEFAULT_PAYLOAD_MB) * (concurrent ?? 1) > MOST_MB)
    throw validation(`The product of MaxConcurrentTransforms and MaxPayloadInMB must not be greater than ${MOST_MB}.`)
}

/** Filters and joins need records that can be read, and a result for each. */
function refuseProcessing({ DataProcessing: processing, TransformInput: source, TransformOutput: output }: Valid<CreateTransformJobRequest>): void {
  if (!processing) return
  const type = (source.ContentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  for (const name of ['InputFilter', 'OutputFilter'] as const) {
    const text = processing[name]
    if (text === undefined || text === '') continue
    try {
      parseJsonPath(text, type)
    } catch (error) {
      if (error instanceof BadJsonPath) throw validation(`Invalid ${name}: "${text}". ${error.message}`)
      throw error
    }
  }
  const works = processing.JoinSource === 'Input' || (processing.InputFilter ?? '$') !== '$' || (processing.OutputFilter ?? '$') !== '$'
  if (!works) return
  if (!JOINABLE.includes(type)) throw validation(`DataProcessing needs the ContentType ${JOINABLE.join(', ')}; "${source.ContentType ?? ''}" was given.`)
  const accept = (output.Accept ?? type).split(';')[0]?.trim().toLowerCase()
  if (accept !== type) throw validation(`DataProcessing needs an Accept that is the ContentType; "${output.Accept}" was given for "${source.ContentType}".`)
  if (type !== 'application/json' && (source.SplitType !== 'Line' || output.AssembleWith !== 'Line'))
    throw validation(`DataProcessing of ${type} needs SplitType and AssembleWith Line.`)
}
