import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, CreatePolicyVersionCommand, GetPolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreatePolicyVersion makes a further version, the default when asked', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  const { PolicyVersion } = await iam.send(new CreatePolicyVersionCommand({ PolicyArn: Policy?.Arn, PolicyDocument: allow('s3:*'), SetAsDefault: true }))
  assert.deepEqual([PolicyVersion?.VersionId, PolicyVersion?.IsDefaultVersion], ['v2', true])
  assert.equal((await iam.send(new GetPolicyCommand({ PolicyArn: Policy?.Arn }))).Policy?.DefaultVersionId, 'v2')
})

test('five versions, and none of a policy of AWS', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'q', PolicyDocument: allow() }))
  const add = (PolicyArn: string | undefined) => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow() }))
  for (let version = 2; version <= 5; version++) await add(Policy?.Arn)
  await assert.rejects(add(Policy?.Arn), { name: 'LimitExceededException' })
  await assert.rejects(add('arn:aws:iam::aws:policy/ReadOnlyAccess'), { name: 'AccessDenied' })
})
