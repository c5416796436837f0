import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateGrantCommand, EncryptCommand, type GrantOperation, ListGrantsCommand, RetireGrantCommand } from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const { KeyId } = await createKey()
const grant = (GranteePrincipal: string, Operations: GrantOperation[], RetiringPrincipal?: string) =>
  kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal, Operations, RetiringPrincipal }))

test('whoever is named to, and a grantee who was granted it, retire a grant without any policy; it ends at once', async () => {
  const [alice, bob] = [await user('alice'), await user('bob')]
  const byBob = await grant(alice.arn, ['Encrypt'], bob.arn)
  await alice.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await bob.clients.kms.send(new RetireGrantCommand({ GrantToken: byBob.GrantToken }))
  await assert.rejects(alice.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') })), { name: 'AccessDeniedException' })
  const byAlice = await grant(alice.arn, ['Encrypt', 'RetireGrant'])
  await alice.clients.kms.send(new RetireGrantCommand({ KeyId, GrantId: byAlice.GrantId }))
  assert.deepEqual((await kms.send(new ListGrantsCommand({ KeyId }))).Grants, [])
})

test('others need kms:RetireGrant', async () => {
  const [carol, dave, erin] = [await user('carol'), await user('dave', allow('kms:Encrypt')), await user('erin', allow('kms:RetireGrant'))]
  const { GrantId } = await grant(carol.arn, ['Encrypt'])
  for (const { clients } of [carol, dave])
    await assert.rejects(clients.kms.send(new RetireGrantCommand({ KeyId, GrantId })), { name: 'AccessDeniedException', message: /kms:RetireGrant/ })
  await erin.clients.kms.send(new RetireGrantCommand({ KeyId, GrantId }))
})

test('what names no grant', async () => {
  await assert.rejects(kms.send(new RetireGrantCommand({ GrantToken: 'x' })), { name: 'InvalidGrantTokenException' })
  await assert.rejects(kms.send(new RetireGrantCommand({ KeyId, GrantId: 'f'.repeat(64) })), {
    name: 'NotFoundException',
    message: `Grant ID ${'f'.repeat(64)} not found`,
  })
  await assert.rejects(kms.send(new RetireGrantCommand({ KeyId })), { name: 'ValidationException' })
  await assert.rejects(kms.send(new RetireGrantCommand({ KeyId: UNKNOWN_ID, GrantId: 'x' })), { name: 'NotFoundException' })
})
