import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { trust } from '../../support/policies.ts'
import { BUCKET, get, jobEnded, logLines, prepareAccount, ROLE, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker, s3, iam } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const image = (repositoryAndTag: string) => ({
  TrainingImage: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${repositoryAndTag}`,
  TrainingInputMode: 'File' as const,
})
const channel = (ChannelName: string, S3Uri: string, more: object = {}) => ({
  ChannelName,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
  ...more,
})

test('a job trains: log, model and output in place when it is Completed', async () => {
  const { TrainingJobArn } = await sagemaker.send(
    trainingJob('My-Job', { HyperParameters: { rounds: '3', output: 'notes' }, Tags: [{ Key: 'team', Value: 'a' }] }),
  )
  assert.equal(TrainingJobArn, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/my-job`)
  const job = await jobEnded(sagemaker, 'My-Job')
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  const lines = await logLines(clients, '/aws/sagemaker/TrainingJobs', 'My-Job/algo-1-')
  assert.deepEqual(lines.slice(1), ['[0]#011train-error:0.50000', '[1]#011train-error:0.25000', '[2]#011train-error:0.16667', 'the last line has no newline'])
  assert.match(lines[0] ?? '', /"train":\{"TrainingInputMode":"File","S3DistributionType":"FullyReplicated","RecordWrapperType":"None","ContentType":"csv"\}/)
  assert.equal(job.ModelArtifacts?.S3ModelArtifacts, `s3://${BUCKET}/output/My-Job/output/model.tar.gz`)
  assert.ok((await get(s3, 'output/My-Job/output/model.tar.gz')).length > 0)
  assert.ok((await get(s3, 'output/My-Job/output/output.tar.gz')).length > 0)
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }))).Tags, [{ Key: 'team', Value: 'a' }])
})

test('metrics: the last of each in Describe, all of them in CloudWatch', async () => {
  await sagemaker.send(trainingJob('metrics', { AlgorithmSpecification: image('xgboost:latest'), HyperParameters: { rounds: '4' } }))
  const job = await jobEnded(sagemaker, 'metrics')
  assert.deepEqual(
    job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]),
    [['train:error', 0.125]],
  )
  const { Metrics } = await clients.cloudwatch.send(new ListMetricsCommand({ Namespace: '/aws/sagemaker/TrainingJobs' }))
  assert.deepEqual(
    Metrics?.map(({ MetricName, Dimensions }) => [MetricName, Dimensions]),
    [['train:error', [{ Name: 'TrainingJobName', Value: 'metrics' }]]],
  )
})

test('without compression the model lies file by file', async () => {
  await sagemaker.send(trainingJob('plain', { OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output/`, CompressionType: 'NONE' } }))
  const job = await jobEnded(sagemaker, 'plain')
  assert.equal(job.ModelArtifacts?.S3ModelArtifacts, `s3://${BUCKET}/output/plain/output/model/`)
  assert.equal((await get(s3, 'output/plain/output/model/model.txt')).toString(), '3 rounds on 6 bytes')
})

test('a program that fails: its failure file is the reason', async () => {
  await sagemaker.send(trainingJob('fails', { HyperParameters: { exit_code: '2', failure: 'label must be in [0,1]' } }))
  const job = await jobEnded(sagemaker, 'fails')
  assert.equal(job.TrainingJobStatus, 'Failed')
  assert.equal(job.FailureReason, 'AlgorithmError: label must be in [0,1], exit code: 2')
  await sagemaker.send(trainingJob('unprepared', { AlgorithmSpecification: image('toy:broken') }))
  assert.equal((await jobEnded(sagemaker, 'unprepared')).FailureReason, 'InternalServerError: The library cannot be fetched: no network.')
})

test('an output bucket that is not there makes the job fail when it uploads', async () => {
  await sagemaker.send(trainingJob('nowhere', { OutputDataConfig: { S3OutputPath: 's3://no-such-bucket-here/x' } }))
  const job = await jobEnded(sagemaker, 'nowhere')
  assert.equal(job.TrainingJobStatus, 'Failed')
  assert.match(job.FailureReason ?? '', /^ClientError: Artifact upload failed: NoSuchBucket \(404\)/)
})

test('a second job of the same name', async () => {
  await sagemaker.send(trainingJob('twice'))
  await assert.rejects(sagemaker.send(trainingJob('Twice')), {
    name: 'ResourceInUse',
    message: `Training job names must be unique within an AWS account and region, and a training job with this name already exists (arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/twice)`,
  })
})

test('inputs that are not there, and a role that may not list them, read the same', async () => {
  const message = (uri: string, bucket: string) =>
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${REGION}), that objects exist under that S3 prefix, and that the role "${ROLE}" has "s3:ListBucket" permissions on bucket "${bucket}".`
  for (const [uri, bucket] of [
    [`s3://${BUCKET}/nothing`, BUCKET],
    ['s3://no-such-bucket-here/x', 'no-such-bucket-here'],
  ] as const) {
    await assert.rejects(sagemaker.send(trainingJob('no-data', { InputDataConfig: [channel('train', uri)] })), {
      name: 'ValidationException',
      message: message(uri, bucket),
    })
  }
})

test('a role that is not there, or does not trust SageMaker', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'other', AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }) }))
  for (const role of ['nobody', 'other']) {
    await assert.rejects(sagemaker.send(trainingJob('no-role', { RoleArn: `arn:aws:iam::${ACCOUNT}:role/${role}` })), {
      name: 'ValidationException',
      message: /role/,
    })
  }
})

test('images that Kenja does not run are refused with those it runs', async () => {
  for (const [uri, why] of [
    ['pytorch-training:2.1-cpu-py310', /no repository "pytorch-training"/],
    ['toy:9', /no tag "9" here\. It runs .*\btoy:latest/],
  ] as const) {
    await assert.rejects(sagemaker.send(trainingJob('no-image', { AlgorithmSpecification: image(uri) })), { name: 'ValidationException', message: why })
  }
})

test('what would run otherwise than asked is refused by name', async () => {
  const resources = { InstanceType: 'ml.m4.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 30 }
  const train = `s3://${BUCKET}/data/train`
  const cases: [Parameters<typeof trainingJob>[1], RegExp][] = [
    [{ ResourceConfig: { ...resources, InstanceCount: 5 } }, /more than 4 instances \(ResourceConfig\.InstanceCount 5\)/],
    [{ InputDataConfig: [channel('train', train), channel('train', train)] }, /Channel names must be unique/],
    [{ InputDataConfig: [channel('train', train, { CompressionType: 'Gzip' })] }, /Gzip is for Pipe mode only/],
    [{ CheckpointConfig: { S3Uri: `s3://${BUCKET}/c`, LocalPath: '/tmp/c' } }, /LocalPath "\/tmp\/c" of a CheckpointConfig/],
    [{ EnableManagedSpotTraining: true }, /MaxWaitTimeInSeconds is required/],
    [{ AlgorithmSpecification: { ...image('toy:latest'), MetricDefinitions: [{ Name: 'm', Regex: '(?=x)' }] } }, /metric definition "m"/],
  ]
  for (const [change, message] of cases) await assert.rejects(sagemaker.send(trainingJob('refused', change)), { name: 'ValidationException', message })
})

test("constraints answer in AWS's words", async () => {
  await assert.rejects(sagemaker.send(trainingJob('not_a_name')), {
    name: 'ValidationException',
    message: /^1 validation error detected: Value 'not_a_name' at 'trainingJobName' failed to satisfy constraint: /,
  })
})
