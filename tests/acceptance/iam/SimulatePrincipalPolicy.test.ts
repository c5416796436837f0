import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

/** What the SageMaker SDK asks before it trains. */
const TRAINING = [
  'ecr:GetAuthorizationToken',
  'cloudwatch:PutMetricData',
  ...['CreateNetworkInterface', 'CreateNetworkInterfacePermission', 'DeleteNetworkInterface', 'DeleteNetworkInterfacePermission'].map((name) => `ec2:${name}`),
  ...['DescribeNetworkInterfaces', 'DescribeVpcs', 'DescribeDhcpOptions', 'DescribeSubnets', 'DescribeSecurityGroups'].map((name) => `ec2:${name}`),
]

test("a role with AmazonSageMakerFullAccess passes the SDK's question", async () => {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', Path: '/service-role/', AssumeRolePolicyDocument: trust() }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }))
  const first = await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: Role?.Arn, ActionNames: TRAINING, MaxItems: 5 }))
  assert.equal(first.IsTruncated, true)
  const rest = await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: Role?.Arn, ActionNames: TRAINING, Marker: first.Marker }))
  const results = [...(first.EvaluationResults ?? []), ...(rest.EvaluationResults ?? [])]
  assert.deepEqual(
    results.map(({ EvalActionName, EvalDecision, EvalResourceName }) => [EvalActionName, EvalDecision, EvalResourceName]),
    TRAINING.map((action) => [action, 'allowed', '*']),
  )
  assert.equal(results[0]?.MatchedStatements?.[0]?.SourcePolicyId, 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess')
})

test('PassRole depends on the service that the role is passed to', async () => {
  const PolicySourceArn = (await iam.send(new CreateUserCommand({ UserName: 'alice' }))).User?.Arn
  const condition = { Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } }
  await iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'pass', PolicyDocument: allow('iam:PassRole', '*', condition) }))
  const ask = async (service?: string) => {
    const ContextEntries =
      service === undefined ? [] : [{ ContextKeyName: 'iam:PassedToService', ContextKeyValues: [service], ContextKeyType: 'string' as const }]
    return (await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['iam:PassRole'], ContextEntries }))).EvaluationResults?.[0]
  }
  assert.equal((await ask('sagemaker.amazonaws.com'))?.EvalDecision, 'allowed')
  assert.equal((await ask('ec2.amazonaws.com'))?.EvalDecision, 'implicitDeny')
  assert.deepEqual((await ask())?.MissingContextValues, ['iam:passedtoservice'])
})

test('a boundary is told apart', async () => {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'bounded', AssumeRolePolicyDocument: trust(), PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }),
  )
  await iam.send(new PutRolePolicyCommand({ RoleName: 'bounded', PolicyName: 'all', PolicyDocument: allow() }))
  const answer = await iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: Role?.Arn, ActionNames: ['s3:GetObject', 's3:PutObject'] }))
  assert.deepEqual(
    answer.EvaluationResults?.map((result) => [result.EvalDecision, result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary]),
    [
      ['allowed', true],
      ['implicitDeny', false],
    ],
  )
})

test('nobody', async () => {
  const ask = (PolicySourceArn: string) => iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:GetObject'] }))
  await assert.rejects(ask(`arn:aws:iam::${ACCOUNT}:role/nobody`), { name: 'NoSuchEntityException' })
  await assert.rejects(ask(`arn:aws:s3:::bucket-of-someone`), { name: 'InvalidInputException' })
})
