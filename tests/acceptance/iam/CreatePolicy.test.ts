import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreatePolicy answers with the policy, its first version being the default', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', Path: '/team/', PolicyDocument: allow('s3:*'), Description: 'd' }))
  assert.equal(Policy?.Arn, `arn:aws:iam::${ACCOUNT}:policy/team/p`)
  assert.match(Policy?.PolicyId ?? '', /^ANPA[A-Z2-7]{17}$/)
  assert.deepEqual([Policy?.DefaultVersionId, Policy?.AttachmentCount, Policy?.IsAttachable, Policy?.Description], ['v1', 0, true, 'd'])
  await assert.rejects(iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() })), {
    name: 'EntityAlreadyExistsException',
    message: 'A policy called p already exists. Duplicate names are not allowed.',
  })
})

test('white space does not count against the size', async () => {
  const spaced = allow('s3:*').replace('{', `{${' '.repeat(7_000)}`)
  await iam.send(new CreatePolicyCommand({ PolicyName: 'spaced', PolicyDocument: spaced }))
  await assert.rejects(iam.send(new CreatePolicyCommand({ PolicyName: 'long', PolicyDocument: allow(`s3:${'a'.repeat(6_144)}`) })), {
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for PolicySize: 6144',
  })
})
