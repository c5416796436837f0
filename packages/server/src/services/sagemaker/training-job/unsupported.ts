/** What a CreateTrainingJob may ask for on AWS and not here. Refused by name when the job is created, so that no job runs otherwise than asked. */
import type { Channel, CheckpointConfig, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker'
import type { Valid } from '../../../operation.ts'
import { notYet, validation } from '../errors.ts'
import { parseS3Uri } from '../s3-uri.ts'
import { checkpointPath } from './checkpoint-path.ts'
import { inputMode, MAX_HOSTS } from './hosts.ts'
import { DEFAULT_MAX_RUNTIME_S } from './training-job.ts'

/** Answers the image's URI. Throws ValidationException for what Kenja does not do, and for what AWS refuses beyond the constraints of single members. */
export function refuseUnsupported(input: Valid<CreateTrainingJobRequest>): string {
  const image = imageOf(input)
  refuseResources(input)
  refuseStopping(input)
  for (const channel of input.InputDataConfig ?? []) refuseChannel(channel, inputMode(channel, input))
  refuseFeatures(input)
  return image
}

function imageOf({ AlgorithmSpecification: algorithm }: Valid<CreateTrainingJobRequest>): string {
  if (!algorithm) throw validation('AlgorithmSpecification is required: Kenja runs training images.')
  if (algorithm.AlgorithmName !== undefined && algorithm.TrainingImage !== undefined) {
    throw validation('You must specify either an algorithm name or a training image in AlgorithmSpecification, not both.')
  }
  if (algorithm.AlgorithmName !== undefined) throw notYet('algorithm resources (AlgorithmSpecification.AlgorithmName)')
  if (algorithm.TrainingImage === undefined) throw validation('You must specify either an algorithm name or a training image in AlgorithmSpecification.')
  if (algorithm.ContainerEntrypoint || algorithm.ContainerArguments)
    throw notYet('ContainerEntrypoint and ContainerArguments: its images have programs of their own')
  if (algorithm.TrainingImageConfig?.TrainingRepositoryAccessMode === 'Vpc') throw notYet('private registries (TrainingImageConfig)')
  return algorithm.TrainingImage
}

function refuseResources({ ResourceConfig: resources }: Valid<CreateTrainingJobRequest>): void {
  if (!resources) throw validation('ResourceConfig is required: Kenja has no serverless training.')
  if (resources.InstanceGroups?.length) throw notYet('heterogeneous clusters (ResourceConfig.InstanceGroups)')
  if (resources.InstanceType === undefined) throw validation('InstanceType is required in ResourceConfig.')
  if (resources.InstanceCount === undefined) throw validation('InstanceCount is required in ResourceConfig.')
  if (resources.InstanceCount < 1) throw validation('InstanceCount in ResourceConfig must be at least 1.')
  if (resources.InstanceCount > MAX_HOSTS)
    throw notYet(`training on more than ${MAX_HOSTS} instances (ResourceConfig.InstanceCount ${resources.InstanceCount})`)
  if (resources.TrainingPlanArn !== undefined) throw notYet('training plans (ResourceConfig.TrainingPlanArn)')
}

function refuseStopping({ StoppingCondition: stopping, EnableManagedSpotTraining: spot }: Valid<CreateTrainingJobRequest>): void {
  const wait = stopping?.MaxWaitTimeInSeconds
  const runtime = stopping?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME_S
  if (spot && wait === undefined) throw validation('MaxWaitTimeInSeconds is required in StoppingCondition when EnableManagedSpotTraining is true.')
  if (!spot && wait !== undefined) throw validation('MaxWaitTimeInSeconds in StoppingCondition is only for jobs with EnableManagedSpotTraining.')
  if (wait !== undefined && wait < runtime) throw validation('MaxWaitTimeInSeconds must be equal to or greater than MaxRuntimeInSeconds.')
}

/** FastFile is presented as a plain directory, filled before the start: the same files at the same place. */
function refuseChannel(channel: Channel, mode: string): void {
  const name = channel.ChannelName
  if (channel.DataSource?.FileSystemDataSource) throw notYet(`file systems (FileSystemDataSource of channel "${name}"); use S3DataSource`)
  const s3 = channel.DataSource?.S3DataSource
  if (!s3) throw validation(`S3DataSource is required in the data source of channel "${name}".`)
  if (s3.S3DataType !== 'S3Prefix' && s3.S3DataType !== 'ManifestFile')
    throw notYet(`S3DataType ${s3.S3DataType} (channel "${name}"); use S3Prefix or ManifestFile`)
  if (mode === 'FastFile' && s3.S3DataType !== 'S3Prefix') throw validation(`FastFile mode is for S3DataType S3Prefix only (channel "${name}").`)
  if (channel.CompressionType === 'Gzip' && mode !== 'Pipe') throw validation(`CompressionType Gzip is for Pipe mode only (channel "${name}").`)
  if (channel.RecordWrapperType === 'RecordIO') throw notYet(`RecordWrapperType RecordIO (channel "${name}")`)
}

function refuseCheckpoints(config: CheckpointConfig): void {
  if (!parseS3Uri(config.S3Uri ?? '')) throw validation(`S3Uri "${config.S3Uri}" in CheckpointConfig is not an S3 URI.`)
  try {
    checkpointPath(config)
  } catch (error) {
    throw notYet((error as Error).message)
  }
}

function refuseFeatures(input: Valid<CreateTrainingJobRequest>): void {
  if (input.CheckpointConfig) refuseCheckpoints(input.CheckpointConfig)
  if (input.TensorBoardOutputConfig) throw notYet('TensorBoardOutputConfig')
  if (input.RemoteDebugConfig?.EnableRemoteDebug) throw notYet('remote debugging (RemoteDebugConfig)')
  if (input.DebugRuleConfigurations?.length) throw notYet('debugger rules (DebugRuleConfigurations)')
  if (input.ServerlessJobConfig) throw notYet('serverless training (ServerlessJobConfig)')
  if (input.MlflowConfig) throw notYet('MLflow tracking (MlflowConfig)')
  if (input.ModelPackageConfig) throw notYet('model packages of training jobs (ModelPackageConfig)')
}
