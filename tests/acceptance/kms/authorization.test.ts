/** Who may use a key: its policy, IAM, roles and sessions, other accounts; and what lies on the disk. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListAliasesCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms'
import { CreateBucketCommand, GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { createVault } from '../../../packages/server/src/lib/vault.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, trust } from '../../support/policies.ts'
import { OTHER_ACCOUNT, startTwoAccounts } from '../../support/second-account.ts'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { bytes, text } from './room.ts'

const { server, other, stop } = await startTwoAccounts()
after(stop)
const { kms, iam, s3 } = server.clients

const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const rootOf = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })
const toRoot = { Effect: 'Allow', Principal: rootOf(ACCOUNT), Action: 'kms:*', Resource: '*' }

async function newKey(...statements: object[]): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: policyOf(toRoot, ...statements) }))
  return KeyMetadata?.Arn as string
}

async function userOf(identities: typeof iam, name: string, policy?: string) {
  const made = await makeUser(identities, name, policy)
  return { arn: made.arn, clients: server.clientsAs(made) }
}

test('another account: the key’s policy and the caller’s own account must both allow it', async () => {
  const key = await newKey({ Effect: 'Allow', Principal: rootOf(OTHER_ACCOUNT), Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey'], Resource: '*' })
  const closed = await newKey()
  const [may, mayNot] = [await userOf(other.iam, 'may', allow('kms:*')), await userOf(other.iam, 'may-not')]
  const encrypt = (who: typeof may, KeyId: string) => who.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  const { CiphertextBlob } = await encrypt(may, key)
  assert.equal(text((await may.clients.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext), 'x')
  assert.equal((await may.clients.kms.send(new DescribeKeyCommand({ KeyId: key }))).KeyMetadata?.AWSAccountId, ACCOUNT)
  await assert.rejects(encrypt(mayNot, key), { name: 'AccessDeniedException', message: /no identity-based policy allows/ })
  await assert.rejects(encrypt(may, closed), { name: 'AccessDeniedException', message: /no resource-based policy allows/ })
  // A key that is not there reads the same as one that is closed.
  const none = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`
  await assert.rejects(encrypt(may, none), { name: 'AccessDeniedException', message: /no resource-based policy allows/ })
  // The id alone is looked for in one's own account; so are lists.
  await assert.rejects(encrypt(may, key.split('/')[1] as string), { name: 'NotFoundException' })
  assert.deepEqual((await other.kms.send(new ListKeysCommand({}))).Keys, [])
  // An alias that is not there reads like a key that is closed, too; and what administrates a key is its own account's.
  await assert.rejects(encrypt(may, `arn:aws:kms:${REGION}:${ACCOUNT}:alias/none`), {
    name: 'AccessDeniedException',
    message: /no resource-based policy allows/,
  })
  const wide = await newKey({ Effect: 'Allow', Principal: rootOf(OTHER_ACCOUNT), Action: 'kms:*', Resource: '*' })
  await encrypt(may, wide)
  await assert.rejects(may.clients.kms.send(new DisableKeyCommand({ KeyId: wide })), { name: 'AccessDeniedException' })
  await assert.rejects(may.clients.kms.send(new PutKeyPolicyCommand({ KeyId: key, Policy: policyOf(toRoot) })), { name: 'AccessDeniedException' })
  await assert.rejects(may.clients.kms.send(new CreateAliasCommand({ AliasName: 'alias/stolen', TargetKeyId: key })), { name: 'AccessDeniedException' })
  // Aliases are listed of one's own account's keys alone: another's key reads like one that is not there.
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/unseen', TargetKeyId: closed }))
  for (const KeyId of [closed, wide, none]) await assert.rejects(may.clients.kms.send(new ListAliasesCommand({ KeyId })), { name: 'NotFoundException' }, KeyId)
})

test('kms:CallerAccount and an alias as the only name', async () => {
  const key = await newKey({
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:Encrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } },
  })
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/app', TargetKeyId: key }))
  const own = await userOf(iam, 'own')
  await own.clients.kms.send(new EncryptCommand({ KeyId: key, Plaintext: bytes('x') }))
  const foreign = await userOf(other.iam, 'foreign', allow('kms:*'))
  await assert.rejects(foreign.clients.kms.send(new EncryptCommand({ KeyId: key, Plaintext: bytes('x') })), { name: 'AccessDeniedException' })
  const condition = (more: object) => ({ Condition: { 'ForAnyValue:StringLike': more } })
  const byAlias = await userOf(iam, 'by-alias', allow('kms:GenerateDataKey', '*', condition({ 'kms:ResourceAliases': 'alias/app*' })))
  await byAlias.clients.kms.send(new GenerateDataKeyCommand({ KeyId: key, KeySpec: 'AES_256' }))
  await assert.rejects(byAlias.clients.kms.send(new GenerateDataKeyCommand({ KeyId: await newKey(), KeySpec: 'AES_256' })), { name: 'AccessDeniedException' })
  const byRequest = await userOf(iam, 'by-request', allow('kms:GenerateDataKey', '*', { Condition: { StringEquals: { 'kms:RequestAlias': 'alias/app' } } }))
  await byRequest.clients.kms.send(new GenerateDataKeyCommand({ KeyId: 'alias/app', KeySpec: 'AES_256' }))
  await assert.rejects(byRequest.clients.kms.send(new GenerateDataKeyCommand({ KeyId: key, KeySpec: 'AES_256' })), { name: 'AccessDeniedException' })
})

test('a role named by the policy is narrowed by its session; nobody else is the role', async () => {
  const role = await makeRole(iam, 'crypto', trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/assumer` }))
  const assumer = await userOf(iam, 'assumer', allow('sts:AssumeRole', role))
  const key = await newKey({ Effect: 'Allow', Principal: { AWS: role }, Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: '*' })
  const as = async (Policy?: string) => {
    const { Credentials: made } = await assumer.clients.sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'session', Policy }))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
    return server.clientsAs({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }).kms
  }
  const encrypt = new EncryptCommand({ KeyId: key, Plaintext: bytes('x') })
  await (await as()).send(encrypt)
  await assert.rejects((await as(allow('kms:Decrypt'))).send(encrypt), { name: 'AccessDeniedException', message: /session policy/ })
  await assert.rejects(assumer.clients.kms.send(encrypt), { name: 'AccessDeniedException' })
})

test('objects for another account: bucket, key and the reader’s own policies', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'shared-bucket' }))
  const Policy = policyOf({ Effect: 'Allow', Principal: rootOf(OTHER_ACCOUNT), Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared-bucket/*' })
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'shared-bucket', Policy }))
  const [open, closed] = [await newKey({ Effect: 'Allow', Principal: rootOf(OTHER_ACCOUNT), Action: 'kms:Decrypt', Resource: '*' }), await newKey()]
  const put = (Key: string, more: object) =>
    s3.send(new PutObjectCommand({ Bucket: 'shared-bucket', Key, Body: 'x', ServerSideEncryption: 'aws:kms', ...more }))
  await put('open', { SSEKMSKeyId: open })
  await put('closed', { SSEKMSKeyId: closed })
  await put('managed', {})
  const reader = await userOf(other.iam, 'reader', allowAll({ Action: ['s3:GetObject', 'kms:Decrypt'], Resource: '*' }))
  const get = async (Key: string) => (await reader.clients.s3.send(new GetObjectCommand({ Bucket: 'shared-bucket', Key }))).Body?.transformToString()
  assert.equal(await get('open'), 'x')
  for (const key of ['closed', 'managed']) await assert.rejects(get(key), { name: 'AccessDenied' }, key)
})

test('records tell the key and the encryption context, never a plaintext, a ciphertext or a message', async () => {
  const key = await newKey()
  const secret = 'a very secret text'
  await kms.send(new EncryptCommand({ KeyId: key, Plaintext: bytes(secret), EncryptionContext: { purpose: 'recorded' } }))
  await kms.send(new GenerateDataKeyCommand({ KeyId: key, KeySpec: 'AES_256' }))
  const lookup = new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: key }] })
  const { Events = [] } = await server.clients.cloudtrail.send(lookup)
  const records = Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent))
  assert.deepEqual(
    records.map((record) => [record.eventName, record.readOnly, record.requestParameters, record.responseElements, record.resources]),
    [
      ['GenerateDataKey', { keyId: key, keySpec: 'AES_256' }],
      ['Encrypt', { keyId: key, encryptionContext: { purpose: 'recorded' } }],
    ].map(([name, parameters]) => [name, true, parameters, null, [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: key }]]),
  )
})

test('no key’s material lies on the disk in the clear; the secret that opens it is its user’s alone', async () => {
  const key = await newKey()
  const row = server.app.store.db.raw.prepare('SELECT wrapped FROM kms_material WHERE key_id = ?').get(key.split('/')[1] as string)
  const secret = readFileSync(join(server.home, 'secret'))
  const material = createVault(secret, 'kms').unwrap((row as { wrapped: Uint8Array }).wrapped, `${key} 1`)
  assert.equal(material.length, 32)
  const files = readdirSync(server.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) assert.ok(!readFileSync(join(parentPath, name)).includes(material), name)
  assert.deepEqual([statSync(join(server.home, 'secret')).mode & 0o777, statSync(server.home).mode & 0o777], [0o600, 0o700])
})
