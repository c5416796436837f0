import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import { allow, decoded } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetPolicyVersion has the document', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v1' }))
  assert.deepEqual(decoded(PolicyVersion?.Document), JSON.parse(allow('s3:*')))
  assert.equal(PolicyVersion?.IsDefaultVersion, true)
  await assert.rejects(iam.send(new GetPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v2' })), { name: 'NoSuchEntityException' })
})

test("AWS's own documents are real", async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }))
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }))
  assert.match(JSON.stringify(decoded(PolicyVersion?.Document)), /"sagemaker:\*"/)
})
