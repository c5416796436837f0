import type { Channel, CreateTrainingJobRequest, CreateTrainingJobResponse } from '@aws-sdk/client-sagemaker'
import { lowerId } from '../../../lib/ids.ts'
import type { StreamOperation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { trainingJobExists, validation } from '../errors.ts'
import { mustEncryptOutput, mustUseKey } from '../kms-key.ts'
import { mustHaveObjects } from '../must-have-objects.ts'
import { mustFitTrainingJob } from '../quotas.ts'
import { mustBeInOneVpc } from '../vpc-config.ts'
import { metricReader } from './metric-definitions.ts'
import * as jobs from './training-job.store.ts'
import { newTrainingJob } from './training-job.ts'
import { refuseUnsupported } from './unsupported.ts'

const SERVICE = 'sagemaker.amazonaws.com'

/** Looks for the inputs in S3 with the role's rights, and so cannot be one transaction. */
export const ownTransactions = true

/**
 * Checks what AWS checks before it answers, writes the job, and wakes the engine. Hyperparameters are not looked at: as on AWS, a wrong one makes the job fail.
 */
export const createTrainingJob: StreamOperation<CreateTrainingJobRequest, CreateTrainingJobResponse> = async (input, ctx) => {
  const arn = sagemakerArn(ctx, 'training-job', input.TrainingJobName)
  const refuseDuplicate = () => {
    if (jobs.find(ctx, input.TrainingJobName)) throw trainingJobExists(arn)
  }
  const [role, image] = ctx.transact(() => {
    refuseDuplicate()
    ctx.iam.mustPassRole(input.RoleArn, SERVICE)
    if (input.VpcConfig) mustBeInOneVpc(ctx, input.VpcConfig.Subnets ?? [], input.VpcConfig.SecurityGroupIds ?? [])
    const used = refuseUnsupported(input)
    mustUseKey(ctx, input.ResourceConfig?.VolumeKmsKeyId)
    return [ctx.iam.as(input.RoleArn, SERVICE), used]
  })
  ctx.images.mustRun(image, 'train')
  // For its refusals.
  metricReader(input)
  refuseDoubleChannels(input.InputDataConfig ?? [])
  await mustEncryptOutput(role, input.OutputDataConfig?.KmsKeyId)
  for (const { DataSource: source } of input.InputDataConfig ?? []) await mustHaveObjects(role, source?.S3DataSource?.S3Uri ?? '', input.RoleArn, ctx)
  return ctx.transact(() => {
    refuseDuplicate()
    mustFitTrainingJob(ctx, input.ResourceConfig)
    jobs.insert(ctx, newTrainingJob(ctx, arn, `training-${lowerId(20)}`, input, ctx.now))
    ctx.tags.set(arn, input.Tags as { Key: string; Value: string }[] | undefined)
    ctx.wake(arn)
    return { TrainingJobArn: arn }
  })
}

function refuseDoubleChannels(channels: readonly Channel[]): void {
  const seen = new Set<string>()
  for (const { ChannelName } of channels) {
    if (seen.has(ChannelName ?? '')) throw validation(`Channel names must be unique; "${ChannelName}" is given more than once in the input data configuration.`)
    seen.add(ChannelName ?? '')
  }
}
