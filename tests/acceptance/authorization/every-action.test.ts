/** Each call of someone without rights is refused in AWS's words, which name the action and the resource that AWS names. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as cw from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as iam from '@aws-sdk/client-iam'
import * as s3 from '@aws-sdk/client-s3'
import * as sm from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const root = server.clients
await root.s3.send(new s3.CreateBucketCommand({ Bucket: 'a-bucket' }))
await root.s3.send(new s3.PutObjectCommand({ Bucket: 'a-bucket', Key: 'dir/k', Body: 'x' }))
await makeRole(root.iam, 'plain', trust())
const { Role } = await root.iam.send(new iam.CreateRoleCommand({ RoleName: 'deep', Path: '/a/b/', AssumeRolePolicyDocument: trust() }))
const powerless = await makeUser(root.iam, 'powerless')
const user = server.clientsAs(powerless)

const Bucket = 'a-bucket'
const Key = 'dir/k'
const RoleArn = Role?.Arn as string
const bucket = `arn:aws:s3:::${Bucket}`
const object = `${bucket}/${Key}`
const iamArn = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`
const smArn = (rest: string) => `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${rest}`
const logsArn = (rest: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${rest}`
const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: '"x"' }] }
const UploadId = 'no-such-upload'
const PolicyDocument = allow()
const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess'
const trainingJob = {
  TrainingJobName: 'Job-A',
  RoleArn,
  AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'x' },
  OutputDataConfig: { S3OutputPath: 's3://a-bucket/out' },
  ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
} as const
const variants = [{ VariantName: 'v', ModelName: 'm', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }] as const

type Row = readonly [keyof Clients, object, action: string, resource: string]

const rows: readonly Row[] = [
  ['s3', new s3.ListBucketsCommand({}), 's3:ListAllMyBuckets', 'arn:aws:s3:::*'],
  ['s3', new s3.CreateBucketCommand({ Bucket: 'another-bucket' }), 's3:CreateBucket', 'arn:aws:s3:::another-bucket'],
  ['s3', new s3.DeleteBucketCommand({ Bucket }), 's3:DeleteBucket', bucket],
  ['s3', new s3.ListObjectsCommand({ Bucket }), 's3:ListBucket', bucket],
  ['s3', new s3.ListObjectsV2Command({ Bucket }), 's3:ListBucket', bucket],
  ['s3', new s3.ListObjectVersionsCommand({ Bucket }), 's3:ListBucketVersions', bucket],
  ['s3', new s3.ListMultipartUploadsCommand({ Bucket }), 's3:ListBucketMultipartUploads', bucket],
  ['s3', new s3.GetBucketLocationCommand({ Bucket }), 's3:GetBucketLocation', bucket],
  ['s3', new s3.GetBucketEncryptionCommand({ Bucket }), 's3:GetEncryptionConfiguration', bucket],
  ['s3', new s3.DeleteBucketEncryptionCommand({ Bucket }), 's3:PutEncryptionConfiguration', bucket],
  ['s3', new s3.GetBucketTaggingCommand({ Bucket }), 's3:GetBucketTagging', bucket],
  ['s3', new s3.DeleteBucketTaggingCommand({ Bucket }), 's3:PutBucketTagging', bucket],
  ['s3', new s3.GetBucketVersioningCommand({ Bucket }), 's3:GetBucketVersioning', bucket],
  ['s3', new s3.GetBucketAclCommand({ Bucket }), 's3:GetBucketAcl', bucket],
  ['s3', new s3.GetBucketPolicyCommand({ Bucket }), 's3:GetBucketPolicy', bucket],
  ['s3', new s3.PutBucketPolicyCommand({ Bucket, Policy: '{}' }), 's3:PutBucketPolicy', bucket],
  ['s3', new s3.DeleteBucketPolicyCommand({ Bucket }), 's3:DeleteBucketPolicy', bucket],
  ['s3', new s3.GetBucketPolicyStatusCommand({ Bucket }), 's3:GetBucketPolicyStatus', bucket],
  ['s3', new s3.GetPublicAccessBlockCommand({ Bucket }), 's3:GetBucketPublicAccessBlock', bucket],
  ['s3', new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: {} }), 's3:PutBucketPublicAccessBlock', bucket],
  ['s3', new s3.DeletePublicAccessBlockCommand({ Bucket }), 's3:PutBucketPublicAccessBlock', bucket],
  ['s3', new s3.GetObjectCommand({ Bucket, Key }), 's3:GetObject', object],
  ['s3', new s3.GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ETag'] }), 's3:GetObject', object],
  ['s3', new s3.GetObjectAclCommand({ Bucket, Key }), 's3:GetObjectAcl', object],
  ['s3', new s3.GetObjectTaggingCommand({ Bucket, Key }), 's3:GetObjectTagging', object],
  ['s3', new s3.PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [] } }), 's3:PutObjectTagging', object],
  ['s3', new s3.DeleteObjectTaggingCommand({ Bucket, Key }), 's3:DeleteObjectTagging', object],
  ['s3', new s3.PutObjectCommand({ Bucket, Key, Body: 'y' }), 's3:PutObject', object],
  ['s3', new s3.CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}` }), 's3:PutObject', `${bucket}/copy`],
  ['s3', new s3.DeleteObjectCommand({ Bucket, Key }), 's3:DeleteObject', object],
  ['s3', new s3.CreateMultipartUploadCommand({ Bucket, Key }), 's3:PutObject', object],
  ['s3', new s3.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x' }), 's3:PutObject', object],
  ['s3', new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }), 's3:PutObject', object],
  ['s3', new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }), 's3:AbortMultipartUpload', object],
  ['s3', new s3.ListPartsCommand({ Bucket, Key, UploadId }), 's3:ListMultipartUploadParts', object],
  ['iam', new iam.ListRolesCommand({}), 'iam:ListRoles', iamArn('role/')],
  ['iam', new iam.ListUsersCommand({}), 'iam:ListUsers', iamArn('user/')],
  ['iam', new iam.GetRoleCommand({ RoleName: 'deep' }), 'iam:GetRole', RoleArn],
  ['iam', new iam.GetRoleCommand({ RoleName: 'missing' }), 'iam:GetRole', iamArn('role/missing')],
  ['iam', new iam.CreateRoleCommand({ RoleName: 'new', Path: '/p/', AssumeRolePolicyDocument: trust() }), 'iam:CreateRole', iamArn('role/p/new')],
  ['iam', new iam.DeleteRoleCommand({ RoleName: 'plain' }), 'iam:DeleteRole', iamArn('role/plain')],
  ['iam', new iam.AttachRolePolicyCommand({ RoleName: 'deep', PolicyArn }), 'iam:AttachRolePolicy', RoleArn],
  ['iam', new iam.PutRolePolicyCommand({ RoleName: 'deep', PolicyName: 'p', PolicyDocument }), 'iam:PutRolePolicy', RoleArn],
  ['iam', new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'plain', PolicyDocument: trust() }), 'iam:UpdateAssumeRolePolicy', iamArn('role/plain')],
  ['iam', new iam.CreateUserCommand({ UserName: 'eve', Path: '/q/' }), 'iam:CreateUser', iamArn('user/q/eve')],
  ['iam', new iam.GetUserCommand({}), 'iam:GetUser', iamArn('user/powerless')],
  ['iam', new iam.CreateAccessKeyCommand({}), 'iam:CreateAccessKey', iamArn('user/powerless')],
  ['iam', new iam.CreateAccessKeyCommand({ UserName: 'root' }), 'iam:CreateAccessKey', iamArn('user/root')],
  ['iam', new iam.PutUserPolicyCommand({ UserName: 'powerless', PolicyName: 'p', PolicyDocument }), 'iam:PutUserPolicy', iamArn('user/powerless')],
  ['iam', new iam.CreatePolicyCommand({ PolicyName: 'p', Path: '/x/', PolicyDocument }), 'iam:CreatePolicy', iamArn('policy/x/p')],
  ['iam', new iam.GetPolicyCommand({ PolicyArn }), 'iam:GetPolicy', 'arn:aws:iam::aws:policy/AdministratorAccess'],
  ['iam', new iam.DeletePolicyCommand({ PolicyArn: iamArn('policy/x/p') }), 'iam:DeletePolicy', iamArn('policy/x/p')],
  ['iam', new iam.SimulatePrincipalPolicyCommand({ PolicySourceArn: RoleArn, ActionNames: ['s3:GetObject'] }), 'iam:SimulatePrincipalPolicy', RoleArn],
  ['iam', new iam.SimulateCustomPolicyCommand({ PolicyInputList: [PolicyDocument], ActionNames: ['s3:GetObject'] }), 'iam:SimulateCustomPolicy', '*'],
  ['sagemaker', new sm.CreateTrainingJobCommand(trainingJob as never), 'sagemaker:CreateTrainingJob', smArn('training-job/job-a')],
  ['sagemaker', new sm.DescribeTrainingJobCommand({ TrainingJobName: 'Job-A' }), 'sagemaker:DescribeTrainingJob', smArn('training-job/job-a')],
  ['sagemaker', new sm.StopTrainingJobCommand({ TrainingJobName: 'j' }), 'sagemaker:StopTrainingJob', smArn('training-job/j')],
  ['sagemaker', new sm.ListTrainingJobsCommand({}), 'sagemaker:ListTrainingJobs', '*'],
  ['sagemaker', new sm.CreateModelCommand({ ModelName: 'M', ExecutionRoleArn: RoleArn }), 'sagemaker:CreateModel', smArn('model/m')],
  ['sagemaker', new sm.DeleteModelCommand({ ModelName: 'm' }), 'sagemaker:DeleteModel', smArn('model/m')],
  [
    'sagemaker',
    new sm.CreateEndpointConfigCommand({ EndpointConfigName: 'C', ProductionVariants: variants as never }),
    'sagemaker:CreateEndpointConfig',
    smArn('endpoint-config/c'),
  ],
  ['sagemaker', new sm.CreateEndpointCommand({ EndpointName: 'E', EndpointConfigName: 'C' }), 'sagemaker:CreateEndpoint', smArn('endpoint/e')],
  ['sagemaker', new sm.DescribeEndpointCommand({ EndpointName: 'E' }), 'sagemaker:DescribeEndpoint', smArn('endpoint/e')],
  ['sagemaker', new sm.DeleteEndpointCommand({ EndpointName: 'E' }), 'sagemaker:DeleteEndpoint', smArn('endpoint/e')],
  [
    'sagemaker',
    new sm.CreateNotebookInstanceCommand({ NotebookInstanceName: 'N', InstanceType: 'ml.t2.medium', RoleArn }),
    'sagemaker:CreateNotebookInstance',
    smArn('notebook-instance/n'),
  ],
  [
    'sagemaker',
    new sm.CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: 'N' }),
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    smArn('notebook-instance/n'),
  ],
  ['sagemaker', new sm.AddTagsCommand({ ResourceArn: smArn('model/m'), Tags: [{ Key: 'a', Value: 'b' }] }), 'sagemaker:AddTags', smArn('model/m')],
  ['sagemaker', new sm.ListTagsCommand({ ResourceArn: smArn('model/m') }), 'sagemaker:ListTags', smArn('model/m')],
  ['sagemakerRuntime', new InvokeEndpointCommand({ EndpointName: 'E', Body: 'x' }), 'sagemaker:InvokeEndpoint', smArn('endpoint/e')],
  ['logs', new logs.DescribeLogGroupsCommand({}), 'logs:DescribeLogGroups', logsArn(':log-stream:')],
  ['logs', new logs.CreateLogGroupCommand({ logGroupName: '/g' }), 'logs:CreateLogGroup', logsArn('/g:log-stream:')],
  ['logs', new logs.CreateLogStreamCommand({ logGroupName: '/g', logStreamName: 's/1' }), 'logs:CreateLogStream', logsArn('/g:log-stream:s/1')],
  ['logs', new logs.GetLogEventsCommand({ logGroupName: '/g', logStreamName: 's' }), 'logs:GetLogEvents', logsArn('/g:log-stream:s')],
  ['logs', new logs.ListTagsForResourceCommand({ resourceArn: logsArn('/g') }), 'logs:ListTagsForResource', logsArn('/g')],
  ['cloudwatch', new cw.ListMetricsCommand({}), 'cloudwatch:ListMetrics', '*'],
  ['cloudwatch', new cw.PutMetricDataCommand({ Namespace: 'n', MetricData: [{ MetricName: 'm', Value: 1 }] }), 'cloudwatch:PutMetricData', '*'],
]

for (const [client, command, action, resource] of rows) {
  test(`${action} by ${command.constructor.name.replace('Command', '')} on ${resource}`, async () => {
    const { send } = user[client] as unknown as { send(command: object): Promise<unknown> }
    await assert.rejects(send.call(user[client], command), (error: Error & { $metadata: { httpStatusCode: number } }) => {
      const named = client === 's3' ? `"${resource}"` : resource
      assert.equal(
        error.message,
        `User: ${powerless.arn} is not authorized to perform: ${action} on resource: ${named} because no identity-based policy allows the ${action} action`,
      )
      const json = ['sagemaker', 'sagemakerRuntime', 'logs'].includes(client)
      assert.match(error.name, json ? /^AccessDeniedException$/ : /^AccessDenied(Exception)?$/)
      assert.equal(error.$metadata.httpStatusCode, ['sagemaker', 'logs'].includes(client) ? 400 : 403)
      return true
    })
  })
}

test('HEAD has no words: a bare 403', async () => {
  const forbidden = (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode === 403
  await assert.rejects(user.s3.send(new s3.HeadBucketCommand({ Bucket })), forbidden)
  await assert.rejects(user.s3.send(new s3.HeadObjectCommand({ Bucket, Key })), forbidden)
})

test('a bucket that is not there is told as such', async () => {
  await assert.rejects(user.s3.send(new s3.GetObjectCommand({ Bucket: 'no-such-bucket-here', Key })), { name: 'NoSuchBucket' })
})

test('the caller may always learn who it is', async () => {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  assert.equal((await user.sts.send(new GetCallerIdentityCommand({}))).Arn, powerless.arn)
})
