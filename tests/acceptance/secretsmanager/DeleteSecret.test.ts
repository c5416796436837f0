import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteSecretCommand, type DeleteSecretCommandInput } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create, describe, value, pass } = await startRoom()
const remove = (SecretId: string, more: Partial<DeleteSecretCommandInput> = {}) => secrets.send(new DeleteSecretCommand({ SecretId, ...more }))
const DAY = 86_400_000

test('a secret waits for its recovery window, and cannot be used meanwhile', async () => {
  const made = await create('s')
  const before = Date.now()
  const { ARN, Name, DeletionDate } = await remove('s', { RecoveryWindowInDays: 7 })
  assert.deepEqual([ARN, Name], [made.ARN, 's'])
  assert.ok(Math.abs((DeletionDate as Date).getTime() - before - 7 * DAY) < 60_000)
  await fails(value('s'), 'InvalidRequestException', "You can't perform this operation on the secret because it was marked for deletion.")
  await fails(remove('s'), 'InvalidRequestException')
  await fails(create('s'), 'InvalidRequestException', "You can't create this secret because a secret with this name is already scheduled for deletion.")
  pass(6)
  assert.equal((await describe('s')).Name, 's')
  pass(1.01)
  await fails(describe('s'), 'ResourceNotFoundException')
  assert.notEqual((await create('s')).ARN, made.ARN)
})

test('at once, and of what is not there', async () => {
  await remove('s', { ForceDeleteWithoutRecovery: true })
  await fails(describe('s'), 'ResourceNotFoundException')
  assert.equal((await remove('s', { ForceDeleteWithoutRecovery: true })).Name, 's')
  await fails(remove('s'), 'ResourceNotFoundException')
})

test('windows that AWS does not have', async () => {
  await create('t')
  const range = 'RecoveryWindowInDays value must be between 7 and 30 days (inclusive).'
  for (const RecoveryWindowInDays of [6, 31, -1]) await fails(remove('t', { RecoveryWindowInDays }), 'InvalidParameterException', range)
  const both = { RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }
  await fails(remove('t', both), 'InvalidParameterException', "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
  const { DeletionDate } = await remove('t')
  assert.ok((DeletionDate as Date).getTime() > Date.now() + 29 * DAY)
})
