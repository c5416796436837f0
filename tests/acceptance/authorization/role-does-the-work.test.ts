/** Jobs, endpoints and their logs reach what their role may reach, and nothing else: not even root's work goes further. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { AttachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { CreateEndpointCommand, CreateModelCommand } from '@aws-sdk/client-sagemaker'
import { makeRole } from '../../support/identities.ts'
import { allowAll, trust } from '../../support/policies.ts'
import {
  BUCKET,
  createConfig,
  endpointSettled,
  jobEnded,
  logLines,
  prepareAccount,
  putModelArtifact,
  TOY,
  trainingJob,
  withProcesses,
} from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
after(() => server.stop())
const { sagemaker, iam, s3, logs } = server.clients
await prepareAccount(server.clients)
const bucket = `arn:aws:s3:::${BUCKET}`
const mayList = { Action: 's3:ListBucket', Resource: bucket }
const mayRead = { Action: 's3:GetObject', Resource: `${bucket}/data/*` }
const mayWrite = { Action: 's3:PutObject', Resource: `${bucket}/output/*` }
const mayLog = { Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:log-group:/aws/sagemaker/*' }
const roleWith = (name: string, ...statements: object[]) => makeRole(iam, name, trust(), allowAll(...statements))

async function run(name: string, RoleArn: string) {
  await sagemaker.send(trainingJob(name, { RoleArn }))
  return jobEnded(sagemaker, name)
}

test('the least that a job needs is enough', async () => {
  const job = await run('least', await roleWith('least', mayList, mayRead, mayWrite, mayLog))
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  assert.ok((await logLines(server.clients, '/aws/sagemaker/TrainingJobs', 'least/')).length > 0)
})

test("without s3:GetObject on the data the job fails in AWS's words", async () => {
  const RoleArn = await roleWith('blind', mayList, mayWrite, mayLog)
  const job = await run('blind', RoleArn)
  assert.equal(job.TrainingJobStatus, 'Failed')
  assert.match(
    job.FailureReason ?? '',
    /^ClientError: Data download failed: AccessDenied \(403\): User: arn:aws:sts::\d+:assumed-role\/blind\/SageMaker is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::sagemaker-tests\/data\/train\/[^"]*" because no identity-based policy allows the s3:GetObject action$/,
  )
})

test('without s3:PutObject on the output its model stays behind', async () => {
  const job = await run('mute', await roleWith('mute', mayList, mayRead, mayLog))
  assert.equal(job.TrainingJobStatus, 'Failed')
  assert.match(
    job.FailureReason ?? '',
    /^ClientError: Artifact upload failed: AccessDenied \(403\): .*s3:PutObject on resource: "arn:aws:s3:::sagemaker-tests\/output\//,
  )
})

test('without s3:ListBucket the job is refused at once', async () => {
  await assert.rejects(run('lost', await roleWith('lost', mayRead, mayWrite, mayLog)), { name: 'ValidationException', message: /No S3 objects found/ })
})

test("a bucket's own policy binds the role's work too", async () => {
  const RoleArn = await roleWith('barred', mayList, mayRead, mayWrite, mayLog)
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: { AWS: RoleArn }, Action: 's3:PutObject', Resource: `${bucket}/*` }],
  })
  await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }))
  const job = await run('barred', RoleArn)
  assert.match(job.FailureReason ?? '', /s3:PutObject .* with an explicit deny in a resource-based policy/)
})

test('without logs:* the job runs, and has no log', async () => {
  const job = await run('silent', await roleWith('silent', mayList, mayRead, mayWrite))
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs', logStreamNamePrefix: 'silent/' }))
  assert.deepEqual(logStreams, [])
})

test('a right taken away while a job runs is missed at its end', async () => {
  const RoleArn = await roleWith('fading', mayList, mayRead, mayWrite, mayLog)
  await sagemaker.send(trainingJob('fading', { RoleArn, HyperParameters: { wait: '1' } }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'fading', PolicyName: 'own', PolicyDocument: allowAll(mayList, mayRead, mayLog) }))
  const job = await jobEnded(sagemaker, 'fading')
  assert.match(job.FailureReason ?? '', /s3:PutObject/)
})

test("an endpoint's model comes with its role's rights", async () => {
  const ModelDataUrl = await putModelArtifact(s3, 'unreadable', 'x')
  const ExecutionRoleArn = await roleWith('no-models', mayList, mayRead, mayLog)
  await sagemaker.send(new CreateModelCommand({ ModelName: 'unreadable', ExecutionRoleArn, PrimaryContainer: { Image: TOY, ModelDataUrl } }))
  await createConfig(server.clients, 'unreadable')
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: 'unreadable', EndpointConfigName: 'unreadable' }))
  const { EndpointStatus, FailureReason } = await endpointSettled(sagemaker, 'unreadable')
  assert.equal(EndpointStatus, 'Failed')
  assert.match(FailureReason ?? '', /ensure that .* the role passed to CreateModel has permissions to download the object/)
})

test('AmazonSageMakerFullAccess reaches what has sagemaker in its name, and no more', async () => {
  const RoleArn = await makeRole(iam, 'AmazonSageMaker-ExecutionRole-1', trust())
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'AmazonSageMaker-ExecutionRole-1', PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }))
  assert.equal((await run('full-access', RoleArn)).TrainingJobStatus, 'Completed')
  await s3.send(new CreateBucketCommand({ Bucket: 'elsewhere-entirely' }))
  await sagemaker.send(trainingJob('elsewhere', { RoleArn, OutputDataConfig: { S3OutputPath: 's3://elsewhere-entirely/out' } }))
  assert.match((await jobEnded(sagemaker, 'elsewhere')).FailureReason ?? '', /s3:PutObject on resource: "arn:aws:s3:::elsewhere-entirely\/out\//)
})
