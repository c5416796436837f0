import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAliasCommand, DeleteAliasCommand, DescribeKeyCommand } from '@aws-sdk/client-kms'
import { arnOf, startRoom } from './room.ts'

const { kms, createKey } = await startRoom()

test('the alias goes, the key stays', async () => {
  const { KeyId } = await createKey()
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/gone', TargetKeyId: KeyId }))
  await kms.send(new DeleteAliasCommand({ AliasName: 'alias/gone' }))
  const missing = { name: 'NotFoundException', message: `Alias ${arnOf('alias/gone')} is not found.` }
  await assert.rejects(kms.send(new DescribeKeyCommand({ KeyId: 'alias/gone' })), missing)
  await assert.rejects(kms.send(new DeleteAliasCommand({ AliasName: 'alias/gone' })), missing)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState, 'Enabled')
  await assert.rejects(kms.send(new DeleteAliasCommand({ AliasName: 'alias/aws/s3' })), { name: 'NotAuthorizedException' })
  await assert.rejects(kms.send(new DeleteAliasCommand({ AliasName: 'gone' })), { name: 'ValidationException', message: /prefix "alias\/"/ })
})
