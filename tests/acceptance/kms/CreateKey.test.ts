import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateKeyCommand, type CreateKeyCommandInput, DescribeKeyCommand, GetKeyPolicyCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms'
import { allow, allowAll } from '../../support/policies.ts'
import { ACCOUNT } from '../../support/server.ts'
import { arnOf, startRoom } from './room.ts'

const { kms, createKey, user } = await startRoom()
const refused = (input: CreateKeyCommandInput, expected: object) => assert.rejects(kms.send(new CreateKeyCommand(input)), expected)
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const toRoot = (Action: string | string[]) => ({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action, Resource: '*' })

test('CreateKey makes a symmetric key that its account may use', async () => {
  const key = await createKey({ Description: 'mine', Tags: [{ TagKey: 'team', TagValue: 'ml' }] })
  const { KeyId, CreationDate, CurrentKeyMaterialId, ...rest } = key
  assert.match(KeyId ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.match(CurrentKeyMaterialId ?? '', /^[0-9a-f]{64}$/)
  assert.ok(Math.abs((CreationDate?.getTime() ?? 0) - Date.now()) < 60_000)
  assert.deepEqual(rest, {
    AWSAccountId: ACCOUNT,
    Arn: arnOf(`key/${KeyId}`),
    Enabled: true,
    Description: 'mine',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  })
  assert.deepEqual((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata, key)
  assert.deepEqual((await kms.send(new ListResourceTagsCommand({ KeyId }))).Tags, [{ TagKey: 'team', TagValue: 'ml' }])
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId }))
  assert.deepEqual(JSON.parse(Policy ?? ''), {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [{ Sid: 'Enable IAM User Permissions', ...toRoot('kms:*') }],
  })
})

test('an HMAC key names its usage', async () => {
  const key = await createKey({ KeySpec: 'HMAC_384', KeyUsage: 'GENERATE_VERIFY_MAC' })
  assert.deepEqual([key.KeySpec, key.KeyUsage, key.MacAlgorithms, key.EncryptionAlgorithms], ['HMAC_384', 'GENERATE_VERIFY_MAC', ['HMAC_SHA_384'], undefined])
  await refused({ KeySpec: 'HMAC_384' }, { name: 'ValidationException', message: /must specify a KeyUsage/ })
  await refused({ KeySpec: 'HMAC_384', KeyUsage: 'ENCRYPT_DECRYPT' }, { name: 'ValidationException', message: /not compatible/ })
  await refused({ KeyUsage: 'SIGN_VERIFY' }, { name: 'ValidationException', message: /not compatible/ })
})

test('what Kenja has not is refused by name, and nothing is made', async () => {
  await refused({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }, { name: 'UnsupportedOperationException', message: /RSA_2048/ })
  await refused({ Origin: 'EXTERNAL' }, { name: 'UnsupportedOperationException', message: /EXTERNAL/ })
  await refused({ MultiRegion: true }, { name: 'UnsupportedOperationException', message: /MultiRegion/ })
  await refused({ CustomKeyStoreId: 'cks-1234567890abcdef0' }, { name: 'UnsupportedOperationException', message: /custom key stores/ })
  await refused({ KeySpec: 'AES_256' as 'HMAC_256' }, { name: 'ValidationException', message: /at 'keySpec' failed to satisfy constraint/ })
})

test('a policy that would lock its maker out, or is none', async () => {
  const lockedOut = { name: 'MalformedPolicyDocumentException', message: 'The new key policy will not allow you to update the key policy in the future.' }
  await refused({ Policy: policyOf(toRoot('kms:Encrypt')) }, lockedOut)
  await refused({ Policy: policyOf(toRoot('kms:*'), { Effect: 'Deny', Principal: '*', Action: 'kms:PutKeyPolicy', Resource: '*' }) }, lockedOut)
  await createKey({ Policy: policyOf(toRoot('kms:Encrypt')), BypassPolicyLockoutSafetyCheck: true })
  for (const Policy of ['{', '[]', '{"Statement":[]}', policyOf({ ...toRoot('kms:*'), Effect: 'Maybe' }), policyOf({ ...toRoot('kms:*'), Strange: 1 })])
    await refused({ Policy }, { name: 'MalformedPolicyDocumentException' })
  const nobody = { Effect: 'Allow', Action: 'kms:*', Resource: '*' }
  await refused({ Policy: policyOf(nobody) }, { name: 'MalformedPolicyDocumentException', message: /no principal/ })
  await refused(
    { Policy: policyOf({ ...nobody, Principal: { AWS: 'arn:aws:iam::1:alice' } }) },
    { name: 'MalformedPolicyDocumentException', message: /invalid principals/ },
  )
  const long = { ...toRoot('kms:*'), Condition: { StringNotEquals: { 'aws:username': 'x'.repeat(33_000) } } }
  await refused({ Policy: policyOf(long) }, { name: 'LimitExceededException' })
})

test('tags: reserved and doubled keys', async () => {
  await refused({ Tags: [{ TagKey: 'aws:x', TagValue: '' }] }, { name: 'TagException' })
  await refused(
    {
      Tags: [
        { TagKey: 'x', TagValue: '1' },
        { TagKey: 'x', TagValue: '2' },
      ],
    },
    { name: 'TagException' },
  )
})

test('who may make keys: kms:CreateKey, kms:TagResource for tags, conditions on what is made', async () => {
  const plain = await user('plain', allow('kms:CreateKey'))
  await plain.clients.kms.send(new CreateKeyCommand({}))
  await assert.rejects(plain.clients.kms.send(new CreateKeyCommand({ Tags: [{ TagKey: 'a', TagValue: 'b' }] })), {
    name: 'AccessDeniedException',
    message: /kms:TagResource/,
  })
  const condition = { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT', 'aws:RequestTag/team': 'ml' } }
  const bound = await user('bound', allowAll({ Action: 'kms:CreateKey', Resource: '*', Condition: condition }, { Action: 'kms:TagResource', Resource: '*' }))
  await bound.clients.kms.send(new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'ml' }] }))
  await assert.rejects(bound.clients.kms.send(new CreateKeyCommand({})), { name: 'AccessDeniedException', message: /kms:CreateKey on resource: \*/ })
  await assert.rejects(
    bound.clients.kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', Tags: [{ TagKey: 'team', TagValue: 'ml' }] })),
    {
      name: 'AccessDeniedException',
    },
  )
})
