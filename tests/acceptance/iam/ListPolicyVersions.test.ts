import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, CreatePolicyVersionCommand, ListPolicyVersionsCommand } from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListPolicyVersions gives the newest first, without documents', async () => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow() }))
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn: Policy?.Arn, PolicyDocument: allow('s3:*') }))
  const { Versions, IsTruncated } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: Policy?.Arn }))
  assert.deepEqual(
    Versions?.map(({ VersionId, IsDefaultVersion, Document }) => [VersionId, IsDefaultVersion, Document]),
    [
      ['v2', false, undefined],
      ['v1', true, undefined],
    ],
  )
  assert.equal(IsTruncated, false)
})
