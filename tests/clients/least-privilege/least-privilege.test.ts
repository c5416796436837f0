/**
 * The way of the tutorial with a role that may do everything; the policy that its use makes; the same way with that policy alone. Then one statement fewer, each time another:
 * the call that needed it is refused in AWS's words. One role is the notebook's and the work's, as in the tutorial.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeTrainingJobCommand,
} from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { projectRoot, run } from '../../support/kenja-command.ts'
import { allow } from '../../support/policies.ts'
import { endpointSettled, invoke, jobEnded, ROLE, TOY, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const BUCKET = 'least-privilege-data'
const server = await startServer(withProcesses)
after(() => server.stop())
const { iam } = server.clients
let notebook: Clients

/** The notebook's role: SageMaker works with it, and a user stands for the notebook. */
const trustPolicy = (user: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', Principal: { AWS: user }, Action: 'sts:AssumeRole' },
    ],
  })

before(async () => {
  const user = await makeUser(iam, 'person', allow('sts:AssumeRole'))
  await makeRole(iam, 'sagemaker', trustPolicy(user.arn), allow())
  await server.clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  const { Credentials } = await server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'notebook' }))
  notebook = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
})

let runs = 0
/** As the SageMaker SDK makes names. */
const newName = () => `toy-2026-11-25-04-55-${String(10 + runs++)}-123`

/** From the data to the prediction, and the clean-up. */
async function tutorial(clients: Clients): Promise<string> {
  const { s3, sagemaker } = clients
  const name = newName()
  const Key = 'sagemaker/DEMO/train/train.csv'
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: '1,2\n' }))
  await sagemaker.send(
    trainingJob(name, {
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/sagemaker/DEMO/train`, S3DataDistributionType: 'FullyReplicated' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/sagemaker/DEMO/output` },
    }),
  )
  const job = await jobEnded(sagemaker, name)
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  const ModelDataUrl = (await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))).ModelArtifacts?.S3ModelArtifacts
  await sagemaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY, ModelDataUrl } }))
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: name, InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' }],
    }),
  )
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }))
  const endpoint = await endpointSettled(sagemaker, name)
  assert.equal(endpoint.EndpointStatus, 'InService', endpoint.FailureReason)
  const answer = await invoke(clients, name, '1,2')
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
  await Body?.transformToByteArray()
  await sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }))
  await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }))
  await sagemaker.send(new DeleteModelCommand({ ModelName: name }))
  return answer.text
}

interface Policy {
  readonly Version: string
  readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] }[]
}

const kenja = (...args: string[]) =>
  run(process.execPath, [`${projectRoot}/packages/cli/src/main.ts`, ...args, '--home', server.home], { PATH: process.env.PATH, HOME: server.home })

const attach = (policy: Policy) => iam.send(new PutRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'own', PolicyDocument: JSON.stringify(policy) }))

/** The policy without an action. */
const without = (policy: Policy, action: string): Policy => ({
  ...policy,
  Statement: policy.Statement.flatMap((statement) => {
    const Action = [statement.Action].flat().filter((name) => name !== action)
    return Action.length > 0 ? [{ ...statement, Action }] : []
  }),
})

let policy: Policy

test('with a full-access role, and then with the policy that kenja least-privilege makes of its use', async () => {
  assert.match(await tutorial(notebook), /^3 rounds on 4 bytes\|1,2/)
  const made = await kenja('least-privilege', 'sagemaker')
  assert.equal(made.code, 0, made.stderr)
  assert.equal(made.stderr, '', 'the policy validates without a finding')
  policy = JSON.parse(made.stdout) as Policy
  const actions = policy.Statement.flatMap(({ Action }) => Action)
  for (const action of ['iam:PassRole', 's3:GetObject', 's3:PutObject', 'sagemaker:CreateTrainingJob', 'sagemaker:CreateEndpoint', 'sagemaker:InvokeEndpoint'])
    assert.ok(actions.includes(action), action)
  assert.ok(!actions.some((action) => action.includes('*')))
  assert.ok(!policy.Statement.some(({ Resource }) => [Resource].flat().includes(`arn:aws:s3:::${BUCKET}/*`)), 'not the whole bucket')
  await attach(policy)
  assert.match(await tutorial(notebook), /^3 rounds on 4 bytes\|1,2/)
})

for (const [action, reason] of [
  [
    'iam:PassRole',
    /is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role\/sagemaker because no identity-based policy allows the iam:PassRole action/,
  ],
  ['sagemaker:CreateEndpoint', /is not authorized to perform: sagemaker:CreateEndpoint on resource: arn:aws:sagemaker:us-east-1:123456789012:endpoint/],
  ['sagemaker:InvokeEndpoint', /is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:us-east-1:123456789012:endpoint\/toy-/],
] as const)
  test(`without ${action} the way ends there, in AWS's words`, async () => {
    await attach(without(policy, action))
    await assert.rejects(tutorial(notebook), { name: 'AccessDeniedException', message: reason })
  })

test('without reading S3 the job itself fails, with AWS’s text', async () => {
  await attach(without(policy, 's3:GetObject'))
  await assert.rejects(tutorial(notebook), /AccessDenied|not authorized to perform: s3:GetObject|Access Denied/)
})

test('--since looks at a shorter time; a role that did nothing, and one that is not there, are said', async () => {
  await attach(policy)
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'own' }))
  const lately = await kenja('least-privilege', ROLE, '--since', '1h', '--json')
  assert.equal(lately.code, 0, lately.stderr)
  assert.ok((JSON.parse(lately.stdout) as Policy).Statement.length > 3)
  await makeRole(iam, 'idle', trustPolicy(`arn:aws:iam::123456789012:user/person`))
  const idle = await kenja('least-privilege', 'idle')
  assert.deepEqual([idle.code, idle.stdout], [1, ''])
  assert.match(idle.stderr, /has done nothing that is on record/)
  assert.match((await kenja('least-privilege', 'nobody')).stderr, /there is no role nobody/)
  assert.equal((await kenja('least-privilege', 'idle', '--since', 'yesterday')).code, 2)
})
