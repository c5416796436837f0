import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateGrantCommand, EncryptCommand, RevokeGrantCommand } from '@aws-sdk/client-kms'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const { KeyId } = await createKey()

test('what the grant allowed is refused at the next call', async () => {
  const alice = await user('alice')
  const { GrantId } = await kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal: alice.arn, Operations: ['Encrypt'] }))
  const encrypt = () => alice.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await encrypt()
  await assert.rejects(alice.clients.kms.send(new RevokeGrantCommand({ KeyId, GrantId })), { name: 'AccessDeniedException', message: /kms:RevokeGrant/ })
  await assert.rejects(kms.send(new RevokeGrantCommand({ KeyId, GrantId, DryRun: true })), { name: 'DryRunOperationException' })
  await encrypt()
  await kms.send(new RevokeGrantCommand({ KeyId, GrantId }))
  await assert.rejects(encrypt(), { name: 'AccessDeniedException' })
  await assert.rejects(kms.send(new RevokeGrantCommand({ KeyId, GrantId })), { name: 'NotFoundException', message: `Grant ID ${GrantId} not found` })
  await assert.rejects(kms.send(new RevokeGrantCommand({ KeyId: UNKNOWN_ID, GrantId })), { name: 'NotFoundException' })
})
