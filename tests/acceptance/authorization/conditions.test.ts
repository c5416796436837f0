/** Condition keys as real calls have them: the caller's, the request's, the resource's. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { AttachRolePolicyCommand, PutUserPolicyCommand, TagUserCommand } from '@aws-sdk/client-iam'
import { CreateKeyCommand } from '@aws-sdk/client-kms'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  CreateTrainingJobCommand,
  DescribeModelCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam, s3, sagemaker } = server.clients
const Bucket = 'conditions'
await s3.send(new CreateBucketCommand({ Bucket }))
const person = await makeUser(iam, 'person', allow('iam:NoSuchThing'))
await iam.send(new TagUserCommand({ UserName: 'person', Tags: [{ Key: 'Team', Value: 'blue' }] }))
const clients: Clients = server.clientsAs(person)
const RoleArn = await makeRole(iam, 'worker', trust())
const { Subnets = [] } = await server.clients.ec2.send(new DescribeSubnetsCommand({}))
const [subnetA, subnetB] = Subnets.map(({ SubnetId }) => SubnetId) as [string, string]
const { SecurityGroups = [] } = await server.clients.ec2.send(new DescribeSecurityGroupsCommand({}))
const group = SecurityGroups[0]?.GroupId as string
const Image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const PrimaryContainer = { Image }
const model = (ModelName: string, more: object = {}) => new CreateModelCommand({ ModelName, PrimaryContainer, ...more })
await sagemaker.send(model('blue', { Tags: [{ Key: 'Team', Value: 'blue' }] }))
await sagemaker.send(model('red', { Tags: [{ Key: 'Team', Value: 'red' }] }))

/** What the person may do from now on: everything, under this condition. */
const may = (Condition: object, Action: string | string[] = '*', more: object[] = []) =>
  iam.send(new PutUserPolicyCommand({ UserName: 'person', PolicyName: 'own', PolicyDocument: allowAll({ Action, Resource: '*', Condition }, ...more) }))

type Call = () => Promise<unknown>
const list: Call = () => clients.sagemaker.send(new ListModelsCommand({}))
const describe =
  (ModelName: string): Call =>
  () =>
    clients.sagemaker.send(new DescribeModelCommand({ ModelName }))
const refusedCall = (call: Call) => assert.rejects(call(), (error: Error) => /^AccessDenied/.test(error.name))

/** Passes under the first condition, is refused under the second. */
function both(name: string, yes: object, no: object, call: Call, action?: string | string[], more?: object[]): void {
  test(name, async () => {
    await may(yes, action, more)
    await call().catch((error: Error) => assert.doesNotMatch(error.name, /^AccessDenied/, error.message))
    await may(no, action, more)
    await refusedCall(call)
  })
}

const equals = (key: string, value: unknown) => ({ StringEquals: { [key]: value } })

both(
  'aws:PrincipalArn',
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/person' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/other' } },
  list,
)
both('aws:PrincipalAccount', equals('aws:PrincipalAccount', ACCOUNT), equals('aws:PrincipalAccount', '210987654321'), list)
both('aws:PrincipalType', equals('aws:PrincipalType', 'User'), equals('aws:PrincipalType', 'Account'), list)
both('aws:PrincipalTag', equals('aws:PrincipalTag/team', 'blue'), equals('aws:PrincipalTag/team', 'red'), list)
both('aws:username', equals('aws:username', 'person'), equals('aws:username', 'other'), list)
both('aws:userid', { StringLike: { 'aws:userid': 'AIDA*' } }, { StringLike: { 'aws:userid': 'AROA*' } }, list)
both('aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '::1/128'] } }, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, list)
both('aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'false' } }, { Bool: { 'aws:SecureTransport': 'true' } }, list)
both('aws:UserAgent', { StringLike: { 'aws:UserAgent': '*aws-sdk-js*' } }, { StringLike: { 'aws:UserAgent': 'Boto*' } }, list)
both('aws:RequestedRegion', equals('aws:RequestedRegion', REGION), equals('aws:RequestedRegion', 'eu-west-1'), list)
both(
  'aws:CurrentTime',
  { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
  { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
  list,
)
both('aws:EpochTime', { NumericGreaterThan: { 'aws:EpochTime': '1577836800' } }, { NumericLessThan: { 'aws:EpochTime': '1577836800' } }, list)
both('aws:ViaAWSService', { Bool: { 'aws:ViaAWSService': 'false' } }, { Bool: { 'aws:ViaAWSService': 'true' } }, list)
both('aws:CalledVia is absent', { Null: { 'aws:CalledVia': 'true' } }, { Null: { 'aws:CalledVia': 'false' } }, list)
both(
  'aws:MultiFactorAuthPresent is absent for a long-term key',
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  list,
)
both('aws:ResourceTag', equals('aws:ResourceTag/Team', 'blue'), equals('aws:ResourceTag/Team', 'red'), describe('blue'))
both('sagemaker:ResourceTag', equals('sagemaker:ResourceTag/Team', 'red'), equals('sagemaker:ResourceTag/Team', 'blue'), describe('red'))
both(
  "the caller's tag against the resource's",
  equals('aws:ResourceTag/Team', '$' + '{aws:PrincipalTag/Team}'),
  equals('aws:ResourceTag/Team', '$' + '{aws:username}'),
  describe('blue'),
)

const tagModel = () =>
  clients.sagemaker.send(new AddTagsCommand({ ResourceArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/blue`, Tags: [{ Key: 'cost', Value: '1' }] }))
both('aws:RequestTag', equals('aws:RequestTag/cost', '1'), equals('aws:RequestTag/cost', '2'), tagModel)
both('aws:TagKeys', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['cost', 'team'] } }, { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }, tagModel)
let made = 0
both(
  'sagemaker:TaggingAction',
  equals('sagemaker:TaggingAction', 'CreateModel'),
  equals('sagemaker:TaggingAction', 'CreateEndpoint'),
  () => clients.sagemaker.send(model(`tagging-${++made}`, { Tags: [{ Key: 'a', Value: 'b' }] })),
  'sagemaker:AddTags',
  [{ Action: 'sagemaker:CreateModel', Resource: '*' }],
)

const newKey = async () => (await clients.kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn as string
const [outputKey, volumeKey] = [await newKey(), await newKey()]
const job = (more: object = {}) =>
  clients.sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: `job-${++made}`,
      RoleArn,
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: Image },
      OutputDataConfig: { S3OutputPath: 's3://conditions/out', KmsKeyId: outputKey },
      ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 10, VolumeKmsKeyId: volumeKey },
      StoppingCondition: { MaxRuntimeInSeconds: 600 },
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: { Subnets: [subnetA, subnetB], SecurityGroupIds: [group] },
      ...more,
    }),
  )
const pass = [{ Action: ['iam:PassRole', 'kms:DescribeKey', 'kms:CreateGrant'], Resource: '*' }]
for (const [key, operator, yes, no] of [
  ['InstanceTypes', 'ForAllValues:StringLike', 'ml.m4.*', 'ml.t3.*'],
  ['NetworkIsolation', 'Bool', 'true', 'false'],
  ['InterContainerTrafficEncryption', 'Bool', 'true', 'false'],
  ['VpcSubnets', 'ForAllValues:StringEquals', [subnetA, subnetB], [subnetA]],
  ['VpcSecurityGroupIds', 'ForAnyValue:StringEquals', group, 'sg-2'],
  ['VolumeKmsKeyArn', 'StringEquals', volumeKey, outputKey],
  ['OutputKmsKeyArn', 'StringEquals', outputKey, volumeKey],
  ['MaxRuntimeInSeconds', 'NumericLessThanEquals', '600', '599'],
] as const)
  both(
    `sagemaker:${key}`,
    { [operator]: { [`sagemaker:${key}`]: yes } },
    { [operator]: { [`sagemaker:${key}`]: no } },
    () => job(),
    'sagemaker:CreateTrainingJob',
    pass,
  )

const notebook = () =>
  clients.sagemaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: `n-${++made}`,
      InstanceType: 'ml.t2.medium',
      RoleArn,
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
    }),
  )
both(
  'sagemaker:RootAccess',
  equals('sagemaker:RootAccess', 'Enabled'),
  equals('sagemaker:RootAccess', 'Disabled'),
  notebook,
  'sagemaker:CreateNotebookInstance',
  pass,
)
both(
  'sagemaker:DirectInternetAccess',
  equals('sagemaker:DirectInternetAccess', 'Enabled'),
  equals('sagemaker:DirectInternetAccess', 'Disabled'),
  notebook,
  'sagemaker:CreateNotebookInstance',
  pass,
)
const config = () =>
  clients.sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: `c-${++made}`,
      ProductionVariants: [{ VariantName: 'v', ModelName: 'blue', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }],
    }),
  )
both(
  'sagemaker:ModelArn',
  { ArnLike: { 'sagemaker:ModelArn': 'arn:aws:sagemaker:*:*:model/blue' } },
  { ArnLike: { 'sagemaker:ModelArn': 'arn:aws:sagemaker:*:*:model/red' } },
  config,
)
const invoke = () => clients.sagemakerRuntime.send(new InvokeEndpointCommand({ EndpointName: 'none', Body: 'x', TargetModel: 'a.tar.gz' }))
both('sagemaker:TargetModel', equals('sagemaker:TargetModel', 'a.tar.gz'), equals('sagemaker:TargetModel', 'b.tar.gz'), invoke)

const under = (Prefix: string) => () => clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', MaxKeys: 10 }))
both('s3:prefix', equals('s3:prefix', 'home/person/'), equals('s3:prefix', 'home/other/'), under('home/person/'))
both('s3:prefix with a variable', equals('s3:prefix', 'home/$' + '{aws:username}/'), equals('s3:prefix', '$' + '{aws:username}'), under('home/person/'))
both('s3:delimiter', equals('s3:delimiter', '/'), equals('s3:delimiter', '-'), under('x'))
both('s3:max-keys', { NumericLessThanEquals: { 's3:max-keys': '10' } }, { NumericLessThanEquals: { 's3:max-keys': '9' } }, under('x'))
const putObject = () =>
  clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', StorageClass: 'STANDARD_IA', ServerSideEncryption: 'AES256', Tagging: 'a=b' }))
both(
  's3:x-amz-server-side-encryption',
  equals('s3:x-amz-server-side-encryption', 'AES256'),
  equals('s3:x-amz-server-side-encryption', 'aws:kms'),
  putObject,
  's3:PutObject',
  [{ Action: 's3:PutObjectTagging', Resource: '*' }],
)
both('s3:x-amz-storage-class', equals('s3:x-amz-storage-class', 'STANDARD_IA'), equals('s3:x-amz-storage-class', 'GLACIER'), putObject, 's3:PutObject', [
  { Action: 's3:PutObjectTagging', Resource: '*' },
])
both('s3:RequestObjectTag', equals('s3:RequestObjectTag/a', 'b'), equals('s3:RequestObjectTag/a', 'c'), putObject, 's3:PutObject', [
  { Action: 's3:PutObjectTagging', Resource: '*' },
])
both('s3:ResourceAccount', equals('s3:ResourceAccount', ACCOUNT), equals('s3:ResourceAccount', '210987654321'), under('x'))
test('s3:ExistingObjectTag', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'x', Tagging: 'SageMaker=true' }))
  await s3.send(new PutObjectCommand({ Bucket, Key: 'bare', Body: 'x' }))
  await may({ StringEqualsIgnoreCase: { 's3:ExistingObjectTag/SageMaker': 'TRUE' } }, 's3:GetObject')
  await clients.s3.send(new GetObjectCommand({ Bucket, Key: 'tagged' }))
  await refusedCall(() => clients.s3.send(new GetObjectCommand({ Bucket, Key: 'bare' })))
})

const attach = () => clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }))
both(
  'iam:PolicyARN',
  { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AmazonS3*' } },
  { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/Admin*' } },
  attach,
)

test('a temporary session has aws:MultiFactorAuthPresent, and a role session the name it was given', async () => {
  const actor = await makeUser(iam, 'actor')
  const arn = await makeRole(
    iam,
    'acting',
    trust({ AWS: actor.arn }, { Condition: { StringEquals: { 'sts:RoleSessionName': 'right-name' } } }),
    allowAll({
      Action: 'sagemaker:ListModels',
      Resource: '*',
      Condition: { StringLike: { 'aws:userid': '*:right-name' }, Bool: { 'aws:ViaAWSService': 'false' } },
    }),
  )
  const assume = (RoleSessionName: string) => server.clientsAs(actor).sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName }))
  await assert.rejects(assume('wrong-name'), { name: 'AccessDenied' })
  const { Credentials } = await assume('right-name')
  const session = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
  await session.sagemaker.send(new ListModelsCommand({}))
})
