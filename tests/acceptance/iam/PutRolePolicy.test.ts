import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { allow, decoded, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('PutRolePolicy writes and overwrites', async () => {
  await iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() }))
  for (const action of ['s3:GetObject', 's3:PutObject'])
    await iam.send(new PutRolePolicyCommand({ RoleName: 'x', PolicyName: 'p', PolicyDocument: allow(action) }))
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: 'x', PolicyName: 'p' }))
  assert.deepEqual(decoded(PolicyDocument), JSON.parse(allow('s3:PutObject')))
})

test('what is no policy, and what is too much', async () => {
  const put = (PolicyName: string, PolicyDocument: string) => iam.send(new PutRolePolicyCommand({ RoleName: 'x', PolicyName, PolicyDocument }))
  await assert.rejects(put('q', '{}'), { name: 'MalformedPolicyDocumentException', message: 'Syntax errors in policy.' })
  await assert.rejects(put('q', allow('GetObject')), {
    name: 'MalformedPolicyDocumentException',
    message: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  })
  await assert.rejects(put('q', allow(`s3:${'a'.repeat(10_240)}`)), {
    name: 'LimitExceededException',
    message: 'Maximum policy size of 10240 bytes exceeded for role x',
  })
})
