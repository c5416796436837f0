import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('AttachRolePolicy attaches once, however often it is asked', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
  for (let times = 0; times < 2; times++) await iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn }))
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'x' }))
  assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AmazonSageMakerFullAccess', PolicyArn }])
})

test('neither a policy nor a role that is not there', async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/Nothing'
  await assert.rejects(iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn })), {
    name: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} does not exist or is not attachable.`,
  })
  await assert.rejects(iam.send(new AttachRolePolicyCommand({ RoleName: 'y', PolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' })), {
    name: 'NoSuchEntityException',
  })
})

test('the eleventh is one too many', async () => {
  const attach = (PolicyArn: string | undefined) => iam.send(new AttachRolePolicyCommand({ RoleName: 'x', PolicyArn }))
  for (let number = 2; number <= 11; number++) {
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: `p${number}`, PolicyDocument: allow('s3:Get*') }))
    if (number <= 10) await attach(Policy?.Arn)
    else await assert.rejects(attach(Policy?.Arn), { name: 'LimitExceededException', message: 'Cannot exceed quota for PoliciesPerRole: 10' })
  }
})
