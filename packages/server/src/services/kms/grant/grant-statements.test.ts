import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grant } from './grant.store.ts'
import { policyWithGrants } from './grant-statements.ts'

const grant = (change: Partial<Grant>): Grant => ({
  account: '123456789012',
  region: 'us-east-1',
  keyId: 'k',
  id: 'g',
  grantee: 'arn:aws:iam::123456789012:user/alice',
  retiring: undefined,
  name: undefined,
  operations: ['Encrypt'],
  constraints: undefined,
  issuer: 'arn:aws:iam::123456789012:root',
  createdAt: new Date(0),
  ...change,
})
const Principal = { AWS: 'arn:aws:iam::123456789012:user/alice' }
const added = (change: Partial<Grant>, Version = '2012-10-17') =>
  (JSON.parse(policyWithGrants(JSON.stringify({ Version, Statement: { Effect: 'Deny' } }), [grant(change)])) as { Statement: unknown[] }).Statement.slice(1)

test('without grants the policy stays as it is, to the letter', () => {
  assert.equal(policyWithGrants('{ "x": 1 }', []), '{ "x": 1 }')
})

test('operations become actions; constraints concern those that have an encryption context', () => {
  assert.deepEqual(added({ operations: ['Encrypt', 'DescribeKey', 'RetireGrant'], constraints: { EncryptionContextSubset: { a: 'b' } } }), [
    { Effect: 'Allow', Principal, Action: ['kms:Encrypt'], Resource: '*', Condition: { StringEquals: { 'kms:EncryptionContext:a': 'b' } } },
    { Effect: 'Allow', Principal, Action: ['kms:DescribeKey'], Resource: '*' },
  ])
  assert.deepEqual(added({ constraints: { EncryptionContextEquals: {} } }), [
    { Effect: 'Allow', Principal, Action: ['kms:Encrypt'], Resource: '*', Condition: { Null: { 'kms:EncryptionContextKeys': 'true' } } },
  ])
  assert.deepEqual(added({ operations: ['RetireGrant'] }), [])
})

test('a value with a variable in it stays a value, by the policy’s own version', () => {
  const constraints = { EncryptionContextSubset: { a: `$${'{x}'}` } }
  const valueIn = (version: string) =>
    (added({ constraints }, version)[0] as { Condition: { StringEquals: Record<string, string> } }).Condition.StringEquals['kms:EncryptionContext:a']
  assert.equal(valueIn('2012-10-17'), `$${'{$}{x}'}`)
  assert.equal(valueIn('2008-10-17'), `$${'{x}'}`)
})
