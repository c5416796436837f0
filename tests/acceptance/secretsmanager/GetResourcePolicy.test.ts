import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetResourcePolicyCommand, PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { secrets, create } = await startRoom()

test('none, then the text as it came', async () => {
  const { ARN } = await create('s')
  const get = async () => {
    const { $metadata: _, ...answer } = await secrets.send(new GetResourcePolicyCommand({ SecretId: 's' }))
    return answer
  }
  assert.deepEqual(await get(), { ARN, Name: 's' })
  const ResourcePolicy = `{ "Version": "2012-10-17",  "Statement": [{"Effect":"Deny","Principal":{"AWS":"${ACCOUNT}"},"Action":"secretsmanager:PutSecretValue","Resource":"*"}] }`
  await secrets.send(new PutResourcePolicyCommand({ SecretId: 's', ResourcePolicy }))
  assert.deepEqual(await get(), { ARN, Name: 's', ResourcePolicy })
  await fails(secrets.send(new GetResourcePolicyCommand({ SecretId: 'nope' })), 'ResourceNotFoundException')
})
