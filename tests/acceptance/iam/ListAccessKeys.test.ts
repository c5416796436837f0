import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListAccessKeys gives ids without secrets', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }))
  const { AccessKeyMetadata, IsTruncated } = await iam.send(new ListAccessKeysCommand({ UserName: 'alice' }))
  assert.equal(IsTruncated, false)
  assert.deepEqual(
    AccessKeyMetadata?.map(({ CreateDate: _, ...key }) => key),
    [{ UserName: 'alice', AccessKeyId: AccessKey?.AccessKeyId, Status: 'Active' }],
  )
  const own = await iam.send(new ListAccessKeysCommand({}))
  assert.deepEqual(
    own.AccessKeyMetadata?.map((key) => key.AccessKeyId),
    [server.credentials.accessKeyId],
  )
})
