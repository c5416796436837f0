import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAliasCommand, DecryptCommand, DescribeKeyCommand, EncryptCommand, UpdateAliasCommand } from '@aws-sdk/client-kms'
import { allowAll } from '../../support/policies.ts'
import { arnOf, bytes, startRoom, text } from './room.ts'

const { kms, createKey, user } = await startRoom()
const [one, other] = [await createKey(), await createKey()]
await kms.send(new CreateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: one.KeyId }))

test('an alias goes to another key; what the first key encrypted stays readable', async () => {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: 'alias/moving', Plaintext: bytes('before') }))
  await kms.send(new UpdateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: other.KeyId }))
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/moving' }))).KeyMetadata?.Arn, other.Arn)
  assert.equal(text((await kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), 'before')
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: 'alias/moving' })), { name: 'IncorrectKeyException' })
})

test('not to a key of another usage; not one that is not there', async () => {
  const hmac = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  await assert.rejects(kms.send(new UpdateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: hmac.KeyId })), {
    name: 'ValidationException',
    message: /same key usage/,
  })
  await assert.rejects(kms.send(new UpdateAliasCommand({ AliasName: 'alias/none', TargetKeyId: one.KeyId })), {
    name: 'NotFoundException',
    message: `Alias ${arnOf('alias/none')} is not found.`,
  })
})

test('permissions on the alias, on the key it leaves and on the one it goes to', async () => {
  const on = (Resource: string) => ({ Action: 'kms:UpdateAlias', Resource })
  const all = [on(arnOf('alias/moving')), on(one.Arn), on(other.Arn)]
  const update = (clients: Awaited<ReturnType<typeof user>>['clients'], TargetKeyId = one.KeyId) =>
    clients.kms.send(new UpdateAliasCommand({ AliasName: 'alias/moving', TargetKeyId }))
  await update((await user('all', allowAll(...all))).clients)
  for (const missing of [0, 1, 2]) {
    const { clients } = await user(`without-${missing}`, allowAll(...all.filter((_, index) => index !== missing)))
    await assert.rejects(update(clients, other.KeyId), { name: 'AccessDeniedException', message: new RegExp(`on resource: ${all[missing]?.Resource} `) })
  }
})
