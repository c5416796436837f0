/** Puts away what the notebook's cells have made, whatever they were doing when they were interrupted. */
import { setTimeout as pause } from 'node:timers/promises'
import { DeleteBucketCommand, DeleteObjectsCommand, ListBucketsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeTrainingJobCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTrainingJobsCommand,
  type SageMakerClient,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker'

/** The notebook names its bucket so. */
const BUCKETS = 'kenja-xgboost-'
const LOOK_EVERY_MS = 300
/** A job may take two minutes to stop, an endpoint its time to come up. */
const MAX_LOOKS = 600

/** What one run has made, told from others' work by its execution role. */
export interface Run {
  readonly roleArn: string
  readonly since: Date
}

/** All jobs that still run, endpoints, configurations, models and buckets of this run. Its kernel must be gone, or it makes more. */
export async function removeWork(sagemaker: SageMakerClient, s3: S3Client, run: Run): Promise<void> {
  const CreationTimeAfter = run.since
  const { TrainingJobSummaries = [] } = await sagemaker.send(new ListTrainingJobsCommand({ CreationTimeAfter, StatusEquals: 'InProgress' }))
  for (const { TrainingJobName } of TrainingJobSummaries) await stopTrainingJob(sagemaker, TrainingJobName, run)
  const models = await modelsOf(sagemaker, run)
  const configurations = await configurationsOf(sagemaker, CreationTimeAfter, models)
  const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({ CreationTimeAfter }))
  for (const { EndpointName } of Endpoints) await deleteEndpoint(sagemaker, EndpointName, configurations)
  for (const EndpointConfigName of configurations) await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }))
  for (const ModelName of models) await sagemaker.send(new DeleteModelCommand({ ModelName }))
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: BUCKETS }))
  for (const { Name, CreationDate } of Buckets) if (Name && CreationDate && CreationDate >= run.since) await removeBucket(s3, Name)
}

async function modelsOf(sagemaker: SageMakerClient, { roleArn, since }: Run): Promise<Set<string>> {
  const found = new Set<string>()
  const { Models = [] } = await sagemaker.send(new ListModelsCommand({ CreationTimeAfter: since }))
  for (const { ModelName = '' } of Models) {
    const { ExecutionRoleArn } = await sagemaker.send(new DescribeModelCommand({ ModelName }))
    if (ExecutionRoleArn === roleArn) found.add(ModelName)
  }
  return found
}

async function configurationsOf(sagemaker: SageMakerClient, CreationTimeAfter: Date, models: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>()
  const { EndpointConfigs = [] } = await sagemaker.send(new ListEndpointConfigsCommand({ CreationTimeAfter }))
  for (const { EndpointConfigName = '' } of EndpointConfigs) {
    const { ProductionVariants = [] } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }))
    if (ProductionVariants.some(({ ModelName = '' }) => models.has(ModelName))) found.add(EndpointConfigName)
  }
  return found
}

/** Waits for its end: until then it may write into the bucket. */
async function stopTrainingJob(sagemaker: SageMakerClient, TrainingJobName: string | undefined, { roleArn }: Run): Promise<void> {
  const look = () => sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }))
  if ((await look()).RoleArn !== roleArn) return
  // It may have ended meanwhile.
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName })).catch(() => undefined)
  await waitWhile(['InProgress', 'Stopping'], async () => (await look()).TrainingJobStatus)
}

/** SageMaker does not delete an endpoint that is being made or changed. */
async function deleteEndpoint(sagemaker: SageMakerClient, EndpointName: string | undefined, configurations: ReadonlySet<string>): Promise<void> {
  const look = () => sagemaker.send(new DescribeEndpointCommand({ EndpointName }))
  if (!configurations.has((await look()).EndpointConfigName ?? '')) return
  await waitWhile(['Creating', 'Updating'], async () => (await look()).EndpointStatus)
  await sagemaker.send(new DeleteEndpointCommand({ EndpointName }))
}

async function waitWhile(statuses: readonly string[], look: () => Promise<string | undefined>): Promise<void> {
  for (let looks = 0; looks < MAX_LOOKS && statuses.includes((await look()) ?? ''); looks++) await pause(LOOK_EVERY_MS)
}

/** Empties and deletes. Fine when it is gone. */
export async function removeBucket(s3: S3Client, Bucket: string): Promise<void> {
  try {
    for (;;) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
      if (Contents.length === 0) break
      await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })), Quiet: true } }))
    }
    await s3.send(new DeleteBucketCommand({ Bucket }))
  } catch (error) {
    if ((error as Error).name !== 'NoSuchBucket') throw error
  }
}
