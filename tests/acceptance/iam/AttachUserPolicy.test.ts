import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachUserPolicyCommand, CreatePolicyCommand, CreateUserCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('AttachUserPolicy attaches once, however often it is asked', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'x' }))
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
  for (let times = 0; times < 2; times++) await iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn }))
  const { AttachedPolicies } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'x' }))
  assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AmazonSageMakerFullAccess', PolicyArn }])
})

test('neither a policy nor a user that is not there', async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/Nothing'
  await assert.rejects(iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn })), {
    name: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} does not exist or is not attachable.`,
  })
  await assert.rejects(iam.send(new AttachUserPolicyCommand({ UserName: 'y', PolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' })), {
    name: 'NoSuchEntityException',
  })
})

test('the eleventh is one too many', async () => {
  const attach = (PolicyArn: string | undefined) => iam.send(new AttachUserPolicyCommand({ UserName: 'x', PolicyArn }))
  for (let number = 2; number <= 11; number++) {
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: `p${number}`, PolicyDocument: allow('s3:Get*') }))
    if (number <= 10) await attach(Policy?.Arn)
    else await assert.rejects(attach(Policy?.Arn), { name: 'LimitExceededException', message: 'Cannot exceed quota for PoliciesPerUser: 10' })
  }
})
