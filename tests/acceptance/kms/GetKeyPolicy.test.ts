import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetKeyPolicyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('the policy as it was given, in every state of the key', async () => {
  const Policy = '{ "Version": "2012-10-17",\n "Statement": [{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}] }'
  const { KeyId } = await createKey({ Policy })
  const { $metadata: _, ...answer } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))
  assert.deepEqual(answer, { Policy, PolicyName: 'default' })
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))
  assert.equal((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy, Policy)
})

test('another name, another key', async () => {
  const { KeyId } = await createKey()
  await assert.rejects(kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'mine' })), { name: 'NotFoundException', message: 'No such policy exists' })
  await assert.rejects(kms.send(new GetKeyPolicyCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
})
