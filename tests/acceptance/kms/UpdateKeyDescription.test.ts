import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeKeyCommand, UpdateKeyDescriptionCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('UpdateKeyDescription', async () => {
  const { KeyId } = await createKey({ Description: 'old' })
  await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: '新しい説明' }))
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.Description, '新しい説明')
  await assert.rejects(kms.send(new UpdateKeyDescriptionCommand({ KeyId: UNKNOWN_ID, Description: '' })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'x'.repeat(8193) })), {
    name: 'ValidationException',
    message: /at 'description'/,
  })
})
