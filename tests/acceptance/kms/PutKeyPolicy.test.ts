import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms'
import { allow } from '../../support/policies.ts'
import { ACCOUNT } from '../../support/server.ts'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` }
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const toRoot = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' }

test('a key’s policy lets in users that IAM gives nothing, and keeps out those that it does not name', async () => {
  const { KeyId, Arn } = await createKey()
  const [named, unnamed] = [await user('named'), await user('unnamed', allow('kms:*'))]
  const encrypt = (who: typeof named) => who.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await assert.rejects(encrypt(named), { name: 'AccessDeniedException', message: /no identity-based policy allows the kms:Encrypt action/ })
  await encrypt(unnamed)
  const forNamed = { Effect: 'Allow', Principal: { AWS: named.arn }, Action: 'kms:Encrypt', Resource: '*' }
  const toAdministrate = { ...toRoot, Action: ['kms:PutKeyPolicy', 'kms:GetKeyPolicy'] }
  const Policy = policyOf(forNamed, toAdministrate)
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy }))
  assert.equal((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy, Policy)
  await encrypt(named)
  // Not even root may what the policy gives nobody.
  const refused = { name: 'AccessDeniedException', message: /because no resource-based policy allows the kms:Encrypt action$/ }
  await assert.rejects(encrypt(unnamed), refused)
  await assert.rejects(kms.send(new EncryptCommand({ KeyId: Arn, Plaintext: bytes('x') })), refused)
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyOf(toRoot, { ...forNamed, Effect: 'Deny' }) }))
  await assert.rejects(encrypt(named), { name: 'AccessDeniedException', message: /with an explicit deny in a resource-based policy$/ })
  await encrypt(unnamed)
})

test('what is no policy, or would lock everybody out, changes nothing', async () => {
  const { KeyId } = await createKey()
  const before = (await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy
  const put = (Policy: string, more: object = {}) => kms.send(new PutKeyPolicyCommand({ KeyId, Policy, ...more }))
  for (const Policy of ['{', 'x', '[]', policyOf({ ...toRoot, Action: [] }), policyOf({ ...toRoot, Principal: { AWS: 'arn:aws:iam::1:x' } })])
    await assert.rejects(put(Policy), { name: 'MalformedPolicyDocumentException' }, Policy)
  await assert.rejects(put(policyOf({ ...toRoot, Action: 'kms:Encrypt' })), {
    name: 'MalformedPolicyDocumentException',
    message: 'The new key policy will not allow you to update the key policy in the future.',
  })
  await assert.rejects(put(policyOf(toRoot), { PolicyName: 'other' }), { name: 'NotFoundException', message: 'No such policy exists' })
  assert.equal((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy, before)
  await assert.rejects(kms.send(new PutKeyPolicyCommand({ KeyId: UNKNOWN_ID, Policy: policyOf(toRoot) })), { name: 'NotFoundException' })
  await put(policyOf({ ...toRoot, Action: 'kms:Encrypt' }), { BypassPolicyLockoutSafetyCheck: true })
  await assert.rejects(put(policyOf(toRoot)), { name: 'AccessDeniedException' })
})

test('a hostile policy costs next to nothing', async () => {
  const { KeyId } = await createKey()
  const stars = { ...toRoot, Condition: { StringLike: { 'aws:username': `${'*a'.repeat(10_000)}*` } } }
  const began = performance.now()
  await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyOf(toRoot, stars) }))
  await kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  assert.ok(performance.now() - began < 1_000)
  await assert.rejects(
    kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyOf(toRoot, { ...stars, Condition: { StringLike: { a: '*'.repeat(40_000) } } }) })),
    {
      name: 'LimitExceededException',
    },
  )
  await assert.rejects(kms.send(new PutKeyPolicyCommand({ KeyId, Policy: '['.repeat(30_000) })), { name: 'MalformedPolicyDocumentException' })
})

test('the key of AWS can be looked at, and changed by nobody', async () => {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))
  const KeyId = KeyMetadata?.KeyId
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId }))
  assert.match(Policy ?? '', /kms:ViaService":"s3\.us-east-1\.amazonaws\.com/)
  const refused = { name: 'AccessDeniedException', message: /because no resource-based policy allows/ }
  await assert.rejects(kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyOf(toRoot) })), refused)
  await assert.rejects(kms.send(new DisableKeyCommand({ KeyId })), refused)
  await assert.rejects(kms.send(new ScheduleKeyDeletionCommand({ KeyId })), refused)
  await assert.rejects(kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] })), refused)
  await assert.rejects(kms.send(new EncryptCommand({ KeyId: 'alias/aws/s3', Plaintext: bytes('x') })), refused)
})
