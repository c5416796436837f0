import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ValidateResourcePolicyCommand } from '@aws-sdk/client-secrets-manager'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { secrets } = await startRoom()
const validate = async (ResourcePolicy: string, SecretId?: string) => {
  const { PolicyValidationPassed, ValidationErrors } = await secrets.send(new ValidateResourcePolicyCommand({ ResourcePolicy, SecretId }))
  return [PolicyValidationPassed, ValidationErrors?.map(({ CheckName }) => CheckName)]
}
const policy = (Principal: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' } })

test('fine, public, broken', async () => {
  assert.deepEqual(await validate(policy({ AWS: `arn:aws:iam::${ACCOUNT}:root` })), [true, []])
  assert.deepEqual(await validate(policy('*')), [false, ['PUBLIC_ACCESS']])
  assert.deepEqual(await validate('{'), [false, ['JSON_SYNTAX']])
  await fails(validate(policy('*'), 'nope'), 'ResourceNotFoundException')
})
