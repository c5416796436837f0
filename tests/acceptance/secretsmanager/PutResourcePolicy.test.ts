import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetSecretValueCommand, PutResourcePolicyCommand, type PutResourcePolicyCommandInput } from '@aws-sdk/client-secrets-manager'
import { makeUser } from '../../support/identities.ts'
import { fails, startRoom } from './room.ts'

const { server, secrets, create } = await startRoom()
const { ARN } = await create('s')
const put = (ResourcePolicy: string, more: Partial<PutResourcePolicyCommandInput> = {}) =>
  secrets.send(new PutResourcePolicyCommand({ SecretId: 's', ResourcePolicy, ...more }))
const policy = (Principal: unknown, Effect = 'Allow', more: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*', ...more }] })

test('a policy lets a user in that has no rights of its own, and keeps one out that has', async () => {
  const user = await makeUser(server.clients.iam, 'user')
  const own = server.clientsAs(user).secretsManager
  const read = () => own.send(new GetSecretValueCommand({ SecretId: ARN }))
  await fails(
    read(),
    'AccessDeniedException',
    `User: ${user.arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${ARN} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
  )
  const { $metadata: _, ...answer } = await put(policy({ AWS: user.arn }))
  assert.deepEqual(answer, { ARN, Name: 's' })
  assert.equal((await read()).SecretString, 'value of s')
  const admin = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })
  const other = server.clientsAs(await makeUser(server.clients.iam, 'admin', admin)).secretsManager
  assert.equal((await other.send(new GetSecretValueCommand({ SecretId: 's' }))).SecretString, 'value of s')
  await put(policy({ AWS: `arn:aws:iam::123456789012:user/admin` }, 'Deny'))
  await fails(other.send(new GetSecretValueCommand({ SecretId: 's' })), 'AccessDeniedException', /with an explicit deny in a resource-based policy$/)
})

test('what is no policy, and what lets everybody in', async () => {
  await fails(put('{'), 'MalformedPolicyDocumentException', 'This resource policy contains a syntax error.')
  await fails(put('{"Statement":[{"Effect":"Maybe"}]}'), 'MalformedPolicyDocumentException')
  await fails(put(policy('*'), { BlockPublicPolicy: true }), 'PublicPolicyException')
  await fails(put(policy({ AWS: ['*'] }), { BlockPublicPolicy: true }), 'PublicPolicyException')
  const bound = { Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } }
  await put(policy('*', 'Allow', bound), { BlockPublicPolicy: true })
  await fails(put(policy('*', 'Allow', { Condition: { StringLike: { 'aws:PrincipalAccount': '*' } } }), { BlockPublicPolicy: true }), 'PublicPolicyException')
  await fails(put(policy('*'), { SecretId: 'nope' }), 'ResourceNotFoundException')
})
