/** What tests of SageMaker need around them: a role, a bucket, data, and images as small as they can be. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  CreateTransformJobCommand,
  type CreateTransformJobCommandInput,
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
  DescribeTransformJobCommand,
  type DescribeTransformJobCommandOutput,
} from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { pack } from 'tar-stream'
import type { Clients } from './clients.ts'
import { allow, trust } from './policies.ts'
import { ACCOUNT, REGION } from './server.ts'

export const TOY_IMAGES = join(import.meta.dirname, 'images')
export const TOY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/toy:latest`
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/sagemaker`
export const BUCKET = 'sagemaker-tests'

/** A role that SageMaker may assume and that may do everything with S3 and its logs, and a bucket with two training objects (6 bytes). */
export async function prepareAccount({ iam, s3 }: Clients): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: 'sagemaker', AssumeRolePolicyDocument: trust() }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'work', PolicyDocument: allow(['s3:*', 'logs:*']) }))
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await put(s3, 'data/train/a.csv', '1,2\n')
  await put(s3, 'data/train/more/b.csv', '3\n')
}

export const put = (s3: Clients['s3'], Key: string, Body: string | Uint8Array) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }))

export async function get(s3: Clients['s3'], Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

/** A whole request; `change` replaces top-level members. */
export const trainingJob = (TrainingJobName: string, change: Partial<CreateTrainingJobCommandInput> = {}) =>
  new CreateTrainingJobCommand({
    TrainingJobName,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: TOY, TrainingInputMode: 'File' },
    InputDataConfig: [
      {
        ChannelName: 'train',
        ContentType: 'csv',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/data/train`, S3DataDistributionType: 'FullyReplicated' } },
      },
    ],
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output` },
    ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    ...change,
  })

/** Looks until `isDone`, the way a client does; fails after 20 s. */
async function until<Output>(look: () => Promise<Output>, isDone: (output: Output) => boolean): Promise<Output> {
  for (let looks = 0; looks < 400; looks++) {
    const output = await look()
    if (isDone(output)) return output
    await pause(50)
  }
  throw new Error(`It did not happen: ${JSON.stringify(await look())}`)
}

export const jobUntil = (sagemaker: Clients['sagemaker'], TrainingJobName: string, isDone: (job: DescribeTrainingJobCommandOutput) => boolean) =>
  until(() => sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName })), isDone)

export const jobEnded = (sagemaker: Clients['sagemaker'], name: string) =>
  jobUntil(sagemaker, name, ({ TrainingJobStatus }) => !['InProgress', 'Stopping'].includes(TrainingJobStatus ?? ''))

export const endpointUntil = (sagemaker: Clients['sagemaker'], EndpointName: string, isDone: (endpoint: DescribeEndpointCommandOutput) => boolean) =>
  until(() => sagemaker.send(new DescribeEndpointCommand({ EndpointName })), isDone)

export const endpointSettled = (sagemaker: Clients['sagemaker'], name: string) =>
  endpointUntil(sagemaker, name, ({ EndpointStatus }) => !['Creating', 'Updating'].includes(EndpointStatus ?? ''))

/** `model.tar.gz` with one file, `model.txt`, in S3; answers its URL. */
export async function putModelArtifact(s3: Clients['s3'], name: string, text: string): Promise<string> {
  const tar = pack()
  tar.entry({ name: 'model.txt' }, text)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  await put(s3, `models/${name}/model.tar.gz`, gzipSync(Buffer.concat(chunks)))
  return `s3://${BUCKET}/models/${name}/model.tar.gz`
}

export async function createModel({ sagemaker, s3 }: Clients, ModelName: string, text: string, Environment: Record<string, string> = {}): Promise<void> {
  const ModelDataUrl = await putModelArtifact(s3, ModelName, text)
  await sagemaker.send(new CreateModelCommand({ ModelName, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY, ModelDataUrl, Environment } }))
}

/** A configuration with one variant, AllTraffic, of the model of the same name. */
export const createConfig = ({ sagemaker }: Clients, name: string, InitialInstanceCount = 1) =>
  sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: name, InitialInstanceCount, InstanceType: 'ml.m4.xlarge', InitialVariantWeight: 1 }],
    }),
  )

/** Model, configuration and endpoint of one name, until it is in service (or has failed). */
export async function deploy(clients: Clients, name: string, text: string, Environment: Record<string, string> = {}): Promise<DescribeEndpointCommandOutput> {
  await createModel(clients, name, text, Environment)
  await createConfig(clients, name)
  await clients.sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }))
  return endpointSettled(clients.sagemaker, name)
}

export const invoke = async (clients: Clients, EndpointName: string, Body: string, more: object = {}) => {
  const answer = await clients.sagemakerRuntime.send(new InvokeEndpointCommand({ EndpointName, Body, ContentType: 'text/csv', ...more }))
  return { ...answer, text: Buffer.from(answer.Body ?? []).toString() }
}

/** Messages of the only stream whose name begins so. */
export async function logLines({ logs }: Clients, logGroupName: string, logStreamNamePrefix: string): Promise<string[]> {
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix }))
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: logStreams?.[0]?.logStreamName, startFromHead: true }))
  return (events ?? []).map(({ message }) => message ?? '')
}

/** Plain processes: what these tests look at is the same in a sandbox, and there it is the drivers' own tests that look. */
export const withProcesses = { driver: 'real', imagesRoot: TOY_IMAGES, config: { sandbox: 'none' } } as const
export const withMock = { imagesRoot: TOY_IMAGES } as const

/** A batch transform job of a model, over `s3://<bucket>/<prefix>`, until it has ended. */
export async function transform(
  { sagemaker }: Clients,
  TransformJobName: string,
  { prefix, ...change }: Partial<CreateTransformJobCommandInput> & { readonly prefix: string },
): Promise<DescribeTransformJobCommandOutput> {
  await sagemaker.send(transformJob(TransformJobName, prefix, change))
  return transformEnded(sagemaker, TransformJobName)
}

export const transformJob = (TransformJobName: string, prefix: string, change: Partial<CreateTransformJobCommandInput> = {}) =>
  new CreateTransformJobCommand({
    TransformJobName,
    ModelName: 'counter',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/${prefix}` } },
      ContentType: 'text/csv',
      SplitType: 'Line',
    },
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/out/${TransformJobName}`, AssembleWith: 'Line' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    ...change,
  })

export const transformEnded = (sagemaker: Clients['sagemaker'], TransformJobName: string) =>
  until(
    () => sagemaker.send(new DescribeTransformJobCommand({ TransformJobName })),
    ({ TransformJobStatus }) => !['InProgress', 'Stopping'].includes(TransformJobStatus ?? ''),
  )
