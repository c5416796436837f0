import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteResourcePolicyCommand, GetResourcePolicyCommand, PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager'
import { makeUser } from '../../support/identities.ts'
import { fails, startRoom } from './room.ts'

const { server, secrets, create } = await startRoom()

test('the policy goes, and with it what it allowed', async () => {
  const { ARN } = await create('s')
  const user = await makeUser(server.clients.iam, 'user')
  const own = server.clientsAs(user).secretsManager
  const Statement = [{ Effect: 'Allow', Principal: { AWS: user.arn }, Action: 'secretsmanager:GetResourcePolicy', Resource: '*' }]
  await secrets.send(new PutResourcePolicyCommand({ SecretId: 's', ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement }) }))
  const read = () => own.send(new GetResourcePolicyCommand({ SecretId: ARN }))
  assert.equal((await read()).Name, 's')
  const { $metadata: _, ...answer } = await secrets.send(new DeleteResourcePolicyCommand({ SecretId: 's' }))
  assert.deepEqual(answer, { ARN, Name: 's' })
  await fails(read(), 'AccessDeniedException')
  await secrets.send(new DeleteResourcePolicyCommand({ SecretId: 's' }))
})
