/** The whole way by the AWS SDK for JavaScript v3, with nothing but the environment: arguments are a folder with the tutorial's data and a name. Prints JSON. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { IAM } from '@aws-sdk/client-iam'
import { S3 } from '@aws-sdk/client-s3'
import { SageMaker, waitUntilEndpointDeleted, waitUntilEndpointInService, waitUntilTrainingJobCompletedOrStopped } from '@aws-sdk/client-sagemaker'
import { SageMakerRuntime } from '@aws-sdk/client-sagemaker-runtime'
import { STS } from '@aws-sdk/client-sts'
import { roundTrips } from './round-trips.ts'

const [folder = '', name = ''] = process.argv.slice(2)
const file = (part: string) => readFileSync(join(folder, `${part}.csv`))
const [iam, sts, s3, sagemaker, logs, cloudwatch] = [new IAM(), new STS(), new S3(), new SageMaker(), new CloudWatchLogs(), new CloudWatch()]
/** No second try may hide a failed invocation. */
const runtime = new SageMakerRuntime({ maxAttempts: 1 })
const waiting = { client: sagemaker, minDelay: 1, maxDelay: 2, maxWaitTime: 180 }
const bucket = `sagemaker-${name}`
const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const startedAt = Date.now()

const { Account } = await sts.getCallerIdentity()
const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const RoleName = `AmazonSageMaker-ExecutionRole-${name}`
const { Role } = await iam.createRole({ RoleName, Path: '/service-role/', AssumeRolePolicyDocument: JSON.stringify(trust) })
await iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' })
await s3.createBucket({ Bucket: bucket })
const stored = await roundTrips(s3, bucket)
for (const part of ['train', 'validation']) await s3.putObject({ Bucket: bucket, Key: `data/${part}/${part}.csv`, Body: file(part) })

async function train(TrainingJobName: string, num_round: string) {
  await sagemaker.createTrainingJob({
    TrainingJobName,
    RoleArn: Role?.Arn,
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
    HyperParameters: { max_depth: '5', eta: '0.2', gamma: '4', min_child_weight: '6', subsample: '0.7', objective: 'binary:logistic', num_round },
    InputDataConfig: ['train', 'validation'].map((ChannelName) => ({
      ChannelName,
      ContentType: 'text/csv',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/${ChannelName}` } },
    })),
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/output` },
    ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  })
  await waitUntilTrainingJobCompletedOrStopped(waiting, { TrainingJobName })
  const job = await sagemaker.describeTrainingJob({ TrainingJobName })
  await sagemaker.createModel({
    ModelName: TrainingJobName,
    ExecutionRoleArn: Role?.Arn,
    PrimaryContainer: { Image: image, ModelDataUrl: job.ModelArtifacts?.S3ModelArtifacts },
  })
  const variant = { VariantName: 'AllTraffic', ModelName: TrainingJobName, InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' } as const
  await sagemaker.createEndpointConfig({ EndpointConfigName: TrainingJobName, ProductionVariants: [variant] })
  return job
}

async function invoke(Body: Uint8Array): Promise<string> {
  const answer = await runtime.invokeEndpoint({ EndpointName: name, ContentType: 'text/csv', Body })
  return answer.Body.transformToString()
}

const job = await train(`${name}-50`, '50')
await train(`${name}-10`, '10')
await sagemaker.createEndpoint({ EndpointName: name, EndpointConfigName: `${name}-50` })
await waitUntilEndpointInService(waiting, { EndpointName: name })
const predictions = (await invoke(file('test'))).trim().split('\n')

const row = file('test').subarray(0, file('test').indexOf(10))
const load = { calls: 0, failures: [] as string[], answers: new Set<string>(), stopped: false }
const callers = Array.from({ length: 3 }, async () => {
  while (!load.stopped) {
    try {
      load.answers.add((await invoke(row)).trim())
      load.calls++
    } catch (error) {
      load.failures.push(String(error))
    }
  }
})
await sagemaker.updateEndpoint({ EndpointName: name, EndpointConfigName: `${name}-10` })
await waitUntilEndpointInService(waiting, { EndpointName: name })
load.stopped = true
await Promise.all(callers)
const updated = (await invoke(row)).trim()

const logGroupName = '/aws/sagemaker/TrainingJobs'
const { events = [] } = await logs.filterLogEvents({ logGroupName, logStreamNamePrefix: `${name}-50/`, filterPattern: 'validation-logloss' })
const { Datapoints = [] } = await cloudwatch.getMetricStatistics({
  Namespace: '/aws/sagemaker/TrainingJobs',
  MetricName: 'validation:logloss',
  Dimensions: [{ Name: 'TrainingJobName', Value: `${name}-50` }],
  StartTime: new Date(startedAt - 60_000),
  EndTime: new Date(Date.now() + 60_000),
  Period: 60,
  Statistics: ['Minimum', 'SampleCount'],
})

await sagemaker.deleteEndpoint({ EndpointName: name })
await waitUntilEndpointDeleted(waiting, { EndpointName: name })
for (const each of [`${name}-50`, `${name}-10`]) {
  await sagemaker.deleteEndpointConfig({ EndpointConfigName: each })
  await sagemaker.deleteModel({ ModelName: each })
}
const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket })
await s3.deleteObjects({ Bucket: bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } })
await s3.deleteBucket({ Bucket: bucket })

const outcome = {
  Account,
  s3: stored,
  status: job.TrainingJobStatus,
  finalMetrics: job.FinalMetricDataList?.map(({ MetricName }) => MetricName),
  predictions,
  load: { ...load, answers: [...load.answers] },
  updated,
  logged: events.length,
  samples: Datapoints.reduce((sum, { SampleCount = 0 }) => sum + SampleCount, 0),
  minimum: Math.min(...Datapoints.map(({ Minimum = 1 }) => Minimum)),
  left: (await sagemaker.listEndpoints({})).Endpoints?.length,
}
process.stdout.write(`${JSON.stringify(outcome)}\n`)
