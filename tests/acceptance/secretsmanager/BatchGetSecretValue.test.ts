import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BatchGetSecretValueCommand, type BatchGetSecretValueCommandInput } from '@aws-sdk/client-secrets-manager'
import { makeUser } from '../../support/identities.ts'
import { fails, startRoom } from './room.ts'

const { server, secrets, create } = await startRoom()
const look = (input: BatchGetSecretValueCommandInput, client = secrets) => client.send(new BatchGetSecretValueCommand(input))
for (const name of ['a/1', 'a/2', 'b/1']) await create(name)

test('by names, with an error for each that cannot be read', async () => {
  const { SecretValues, Errors } = await look({ SecretIdList: ['a/1', 'nope', 'b/1'] })
  assert.deepEqual(
    SecretValues?.map(({ Name, SecretString }) => [Name, SecretString]),
    [
      ['a/1', 'value of a/1'],
      ['b/1', 'value of b/1'],
    ],
  )
  assert.deepEqual(Errors, [{ SecretId: 'nope', ErrorCode: 'ResourceNotFoundException', Message: "Secrets Manager can't find the specified secret." }])
})

test('by filters, in pages', async () => {
  const Filters = [{ Key: 'name' as const, Values: ['a/'] }]
  const one = await look({ Filters, MaxResults: 1 })
  const two = await look({ Filters, MaxResults: 1, NextToken: one.NextToken })
  assert.deepEqual(
    [...(one.SecretValues ?? []), ...(two.SecretValues ?? [])].map(({ Name }) => Name),
    ['a/1', 'a/2'],
  )
  await fails(look({}), 'InvalidParameterException')
  await fails(look({ Filters, SecretIdList: ['a/1'] }), 'InvalidParameterException')
})

test('each secret needs the permission to read it', async () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'secretsmanager:BatchGetSecretValue', Resource: '*' },
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: 'arn:aws:secretsmanager:*:*:secret:a/1-??????' },
    ],
  })
  const user = server.clientsAs(await makeUser(server.clients.iam, 'reader', policy)).secretsManager
  const { SecretValues, Errors } = await look({ SecretIdList: ['a/1', 'a/2'] }, user)
  assert.deepEqual(
    [SecretValues?.map(({ Name }) => Name), Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])],
    [['a/1'], [['a/2', 'AccessDeniedException']]],
  )
})
