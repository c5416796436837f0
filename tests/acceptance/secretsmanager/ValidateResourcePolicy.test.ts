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
const policy = (Principal: unknown, more: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal, ...more, Action: 'secretsmanager:GetSecretValue', Resource: '*' } })

test('fine, public, broken', async () => {
  assert.deepEqual(await validate(policy({ AWS: `arn:aws:iam::${ACCOUNT}:root` })), [true, []])
  assert.deepEqual(await validate(policy('*')), [false, ['PUBLIC_ACCESS']])
  assert.deepEqual(await validate('{'), [false, ['JSON_SYNTAX']])
  await fails(validate(policy('*'), 'nope'), 'ResourceNotFoundException')
})

test('conditions that hold everybody but some out, and others that only look so', async () => {
  const judged = async (Condition: object) => (await validate(policy('*', { Condition })))[0]
  for (const Condition of [
    { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } },
    { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } },
    { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } },
  ])
    assert.equal(await judged(Condition), true, JSON.stringify(Condition))
  for (const Condition of [
    { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } },
    { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    { StringLike: { 'aws:PrincipalArn': '*' } },
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    { StringEquals: { 'aws:UserAgent': 'mine' } },
  ])
    assert.equal(await judged(Condition), false, JSON.stringify(Condition))
})
