/** Keys of KMS in SageMaker's requests: they must be there, enabled, and usable by whoever uses them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GetGeneratedPolicyCommand, StartPolicyGenerationCommand } from '@aws-sdk/client-accessanalyzer'
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateKeyCommand, DescribeKeyCommand, DisableKeyCommand, EnableKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  DescribeEndpointConfigCommand,
  DescribeTrainingJobCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { makeUser } from '../../support/identities.ts'
import { startNotebooks } from '../../support/notebooks.ts'
import { allow, allowAll } from '../../support/policies.ts'
import { BUCKET, jobEnded, prepareAccount, ROLE, TOY, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker, s3, iam, kms } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn as string
const roleMay = (...statements: object[]) =>
  iam.send(new PutRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'keys', PolicyDocument: allowAll(...statements) }))
const output = (KmsKeyId: string) => ({ OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output`, KmsKeyId } })
const UNKNOWN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`

test('a training job’s model is written with the key, and read only with it', async () => {
  const key = await newKey()
  await roleMay({ Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: key })
  await sagemaker.send(trainingJob('encrypted', output(key)))
  const job = await jobEnded(sagemaker, 'encrypted')
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  assert.equal(job.OutputDataConfig?.KmsKeyId, key)
  const model = { Bucket: BUCKET, Key: 'output/encrypted/output/model.tar.gz' }
  const head = await s3.send(new HeadObjectCommand(model))
  assert.deepEqual([head.ServerSideEncryption, head.SSEKMSKeyId], ['aws:kms', key])
  await kms.send(new DisableKeyCommand({ KeyId: key }))
  await assert.rejects(s3.send(new GetObjectCommand(model)), { name: 'KMS.DisabledException' })
})

test('a role that may not use the key: the job fails at the upload, in the words of IAM', async () => {
  const key = await newKey()
  await roleMay({ Action: 'kms:DescribeKey', Resource: key })
  await sagemaker.send(trainingJob('refused', output(key)))
  const { TrainingJobStatus, FailureReason } = await jobEnded(sagemaker, 'refused')
  assert.equal(TrainingJobStatus, 'Failed')
  assert.match(FailureReason ?? '', /Artifact upload failed: .*not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:/)
})

test('inputs under a key: the role needs kms:Decrypt', async () => {
  const key = await newKey()
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'secret/a.csv', Body: '1,2\n', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key }))
  const source = { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/secret`, S3DataDistributionType: 'FullyReplicated' } as const
  const InputDataConfig = [{ ChannelName: 'train', DataSource: { S3DataSource: source } }]
  await roleMay({ Action: 'kms:DescribeKey', Resource: key })
  await sagemaker.send(trainingJob('blind', { InputDataConfig }))
  const blind = await jobEnded(sagemaker, 'blind')
  assert.equal(blind.TrainingJobStatus, 'Failed')
  assert.match(blind.FailureReason ?? '', /kms:Decrypt/)
  await roleMay({ Action: 'kms:Decrypt', Resource: key })
  await sagemaker.send(trainingJob('seeing', { InputDataConfig }))
  const seeing = await jobEnded(sagemaker, 'seeing')
  assert.equal(seeing.TrainingJobStatus, 'Completed', seeing.FailureReason)
})

test('keys that nobody can use are refused when the job is created', async () => {
  const key = await newKey()
  await roleMay({ Action: 'kms:*', Resource: '*' })
  const volume = (VolumeKmsKeyId: string) => ({
    ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30, VolumeKmsKeyId } as const,
  })
  const wrong = (message: string) => ({ name: 'ValidationException', message: `The KMS key cannot be used: ${message}` })
  for (const setting of [output, volume]) {
    await assert.rejects(sagemaker.send(trainingJob('none', setting(UNKNOWN))), wrong(`Key '${UNKNOWN}' does not exist`))
    await assert.rejects(sagemaker.send(trainingJob('none', setting('alias/none'))), wrong(`Alias arn:aws:kms:${REGION}:${ACCOUNT}:alias/none is not found.`))
  }
  await kms.send(new DisableKeyCommand({ KeyId: key }))
  for (const setting of [output, volume]) await assert.rejects(sagemaker.send(trainingJob('none', setting(key))), wrong(`${key} is disabled.`))
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key }))
  for (const setting of [output, volume]) await assert.rejects(sagemaker.send(trainingJob('none', setting(key))), wrong(`${key} is pending deletion.`))
  await assert.rejects(sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'none' })), { message: 'Requested resource not found.' })
  const good = await newKey()
  await sagemaker.send(trainingJob('volume', volume(good)))
  assert.equal((await jobEnded(sagemaker, 'volume')).ResourceConfig?.VolumeKmsKeyId, good)
})

test('the caller lets SageMaker use a volume’s key: kms:DescribeKey and kms:CreateGrant, for an AWS resource', async () => {
  const key = await newKey()
  const config = (EndpointConfigName: string) =>
    new CreateEndpointConfigCommand({
      EndpointConfigName,
      KmsKeyId: key,
      ProductionVariants: [{ VariantName: 'v', ModelName: 'keyed', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }],
    })
  await sagemaker.send(new CreateModelCommand({ ModelName: 'keyed', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY } }))
  const as = async (name: string, policy: string) => server.clientsAs(await makeUser(iam, name, policy)).sagemaker
  const everything = { Action: ['sagemaker:*', 'iam:PassRole'], Resource: '*' }
  const describer = await as('describer', allowAll(everything, { Action: 'kms:DescribeKey', Resource: key }))
  await assert.rejects(describer.send(config('c1')), {
    name: 'AccessDeniedException',
    message: /not authorized to perform: kms:CreateGrant on resource: arn:aws:kms:/,
  })
  const Condition = { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: { 'kms:ViaService': `sagemaker.${REGION}.amazonaws.com` } }
  const owner = await as('owner', allowAll(everything, { Action: 'kms:DescribeKey', Resource: key }, { Action: 'kms:CreateGrant', Resource: key, Condition }))
  await owner.send(config('c2'))
  assert.equal((await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'c2' }))).KmsKeyId, key)
  // What SageMaker asked of KMS in the owner's name is the owner's use: a policy made from it has both.
  const principalArn = `arn:aws:iam::${ACCOUNT}:user/owner`
  const { jobId } = await clients.accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn } }))
  const { generatedPolicyResult } = await clients.accessAnalyzer.send(new GetGeneratedPolicyCommand({ jobId }))
  const policy = generatedPolicyResult?.generatedPolicies?.[0]?.policy ?? ''
  for (const action of ['kms:DescribeKey', 'kms:CreateGrant']) assert.ok(policy.includes(action), policy)
  await assert.rejects(sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'c1' })), { name: 'ValidationException' })
  await kms.send(new DisableKeyCommand({ KeyId: key }))
  await assert.rejects(sagemaker.send(config('c3')), { name: 'ValidationException', message: `The KMS key cannot be used: ${key} is disabled.` })
  await assert.rejects(sagemaker.send(new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'c2' })), { message: /is disabled\.$/ })
})

test('a notebook instance: the key is checked, told, and needed at every start', async (t) => {
  const notebooks = await startNotebooks(t)
  const { kms: keys, sagemaker: notebookMaker, iam: identities, logs } = notebooks.server.clients
  const key = (await keys.send(new CreateKeyCommand({}))).KeyMetadata?.Arn as string
  await assert.rejects(notebooks.create('n', { KmsKeyId: UNKNOWN }), { message: `The KMS key cannot be used: Key '${UNKNOWN}' does not exist` })
  const eve = notebooks.server.clientsAs(await makeUser(identities, 'eve', allow(['sagemaker:*', 'iam:PassRole'])))
  const request = { NotebookInstanceName: 'eves', InstanceType: 'ml.t2.medium', RoleArn: notebooks.roleArn, KmsKeyId: key } as const
  await assert.rejects(eve.sagemaker.send(new CreateNotebookInstanceCommand(request)), { name: 'AccessDeniedException', message: /kms:DescribeKey/ })
  assert.equal((await notebooks.createInService('n', { KmsKeyId: key })).KmsKeyId, key)
  const { events = [] } = await logs.send(new GetLogEventsCommand({ logGroupName: '/aws/sagemaker/NotebookInstances', logStreamName: 'n/jupyter.log' }))
  assert.ok(events.some(({ message }) => message?.includes(`KmsKeyId ${key}`) && message.includes('not itself encrypted')))
  const { KeyMetadata } = await keys.send(new DescribeKeyCommand({ KeyId: 'alias/aws/sagemaker' }))
  assert.equal((await notebooks.createInService('managed', { KmsKeyId: 'alias/aws/sagemaker' })).KmsKeyId, 'alias/aws/sagemaker')
  assert.equal(KeyMetadata?.KeyManager, 'AWS')
  await notebookMaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'n' }))
  await notebooks.until('n', 'Stopped')
  await keys.send(new DisableKeyCommand({ KeyId: key }))
  await assert.rejects(notebookMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: 'n' })), {
    name: 'ValidationException',
    message: `The KMS key cannot be used: ${key} is disabled.`,
  })
  await keys.send(new EnableKeyCommand({ KeyId: key }))
  await notebookMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: 'n' }))
  await notebooks.until('n', 'InService')
})
