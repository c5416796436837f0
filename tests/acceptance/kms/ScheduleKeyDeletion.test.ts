import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateAliasCommand,
  CreateGrantCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms'
import { ACCOUNT } from '../../support/server.ts'
import { arnOf, bytes, movedClock, startRoom, UNKNOWN_ID } from './room.ts'

const clock = movedClock()
const { kms, server, createKey } = await startRoom({ clock })
const schedule = (KeyId: string | undefined, PendingWindowInDays?: number) => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }))

test('a key about to be deleted is used and changed for nothing, and tells when', async () => {
  const key = await createKey()
  const { KeyId } = key
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  const { $metadata: _, DeletionDate, ...answer } = await schedule(KeyId)
  assert.deepEqual(answer, { KeyId: key.Arn, KeyState: 'PendingDeletion', PendingWindowInDays: 30 })
  assert.ok(Math.abs((DeletionDate?.getTime() ?? 0) - clock.now().getTime() - 30 * 86_400_000) < 60_000)
  const pending = { name: 'KMSInvalidStateException', message: `${key.Arn} is pending deletion.` }
  await assert.rejects(kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') })), pending)
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob })), pending)
  await assert.rejects(kms.send(new DisableKeyCommand({ KeyId })), pending)
  await assert.rejects(kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] })), pending)
  await assert.rejects(kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'x' })), pending)
  await assert.rejects(kms.send(new CreateAliasCommand({ AliasName: 'alias/late', TargetKeyId: KeyId })), pending)
  await assert.rejects(schedule(KeyId), pending)
  const grant = { KeyId, GranteePrincipal: `arn:aws:iam::${ACCOUNT}:root`, Operations: ['Decrypt' as const] }
  await assert.rejects(kms.send(new CreateGrantCommand(grant)), pending)
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  assert.deepEqual([KeyMetadata?.KeyState, KeyMetadata?.Enabled, KeyMetadata?.DeletionDate], ['PendingDeletion', false, DeletionDate])
})

test('when the time has come the key is gone, with its aliases, its material and all that it encrypted', async () => {
  const key = await createKey({ Tags: [{ TagKey: 'a', TagValue: 'b' }] })
  const { KeyId } = key
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/mortal', TargetKeyId: KeyId }))
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await schedule(KeyId, 7)
  clock.pass(6, kms)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState, 'PendingDeletion')
  clock.pass(1, kms)
  // Nobody had to tidy up for it to be gone.
  await assert.rejects(kms.send(new DescribeKeyCommand({ KeyId })), { name: 'NotFoundException', message: `Key '${key.Arn}' does not exist` })
  await assert.rejects(kms.send(new DescribeKeyCommand({ KeyId: 'alias/mortal' })), {
    name: 'NotFoundException',
    message: `Alias ${arnOf('alias/mortal')} is not found.`,
  })
  await assert.rejects(kms.send(new DecryptCommand({ CiphertextBlob })), {
    name: 'AccessDeniedException',
    message: 'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
  })
  assert.ok(!(await kms.send(new ListKeysCommand({}))).Keys?.some((listed) => listed.KeyId === KeyId))
  assert.ok(!(await kms.send(new ListAliasesCommand({}))).Aliases?.some(({ AliasName }) => AliasName === 'alias/mortal'))
  // Its alias' name is free, though nobody has tidied up yet.
  await assert.rejects(kms.send(new DeleteAliasCommand({ AliasName: 'alias/mortal' })), { name: 'NotFoundException' })
  const heir = await createKey()
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/mortal', TargetKeyId: heir.KeyId }))
  const rows = (table: string, column: string) => server.app.store.db.raw.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column} = ?`)
  assert.equal(rows('kms_material', 'key_id').get(KeyId as string)?.n, 1)
  server.app.deleteDueKeys()
  for (const [table, column, value] of [
    ['kms_key', 'id', KeyId],
    ['kms_material', 'key_id', KeyId],
    ['kms_alias', 'key_id', KeyId],
    ['tag', 'arn', key.Arn],
  ] as const)
    assert.equal(rows(table, column).get(value as string)?.n, 0, table)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/mortal' }))).KeyMetadata?.Arn, heir.Arn)
})

test('the waiting period is 7 to 30 days; the key must be there', async () => {
  const { KeyId } = await createKey()
  for (const days of [1, 6, 31, 365])
    await assert.rejects(schedule(KeyId, days), { name: 'ValidationException', message: /PendingWindowInDays must be between 7 and 30/ })
  await assert.rejects(schedule(KeyId, 366), { name: 'ValidationException', message: /at 'pendingWindowInDays' failed to satisfy constraint/ })
  await assert.rejects(schedule(UNKNOWN_ID), { name: 'NotFoundException' })
})
