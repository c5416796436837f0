/** Server-side encryption with KMS's keys: who may not use the key gets nothing, and the disk holds nothing readable. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms'
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { makeUser } from '../../support/identities.ts'
import { allow, allowAll } from '../../support/policies.ts'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { BUCKET, refusal, startRoom } from './room.ts'

const { server, s3, put, read, createKey } = await startRoom()
const { kms, iam } = server.clients
const SECRET = 'the text that nobody may find on the disk'
const kmsWith = (SSEKMSKeyId: string) => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }) as const
const get = (Key: string, more: object = {}) => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key, ...more }))

async function userWith(name: string, policy: string) {
  return server.clientsAs(await makeUser(iam, name, policy)).s3
}

const S3_ALL = { Action: 's3:*', Resource: '*' }

/** Everything that lies in the home's objects, as one text. */
const disk = () =>
  readdirSync(join(server.home, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

test('an object under a key of the customer: headers tell it, the disk does not hold its bytes', async () => {
  const arn = await createKey('alias/customer')
  const answer = await put('customer', SECRET, kmsWith('alias/customer'))
  assert.deepEqual([answer.ServerSideEncryption, answer.SSEKMSKeyId], ['aws:kms', arn])
  const got = await get('customer')
  assert.deepEqual([got.ServerSideEncryption, got.SSEKMSKeyId, await got.Body?.transformToString()], ['aws:kms', arn, SECRET])
  const range = await get('customer', { Range: 'bytes=18-24' })
  assert.equal(await range.Body?.transformToString(), SECRET.slice(18, 25))
  assert.ok(!disk().includes(SECRET))
  await put('plain', SECRET)
  assert.ok(disk().includes(SECRET), 'what is not encrypted does lie there: the search finds it')
})

test('without a key id: the key of AWS for S3, made at its first use', async () => {
  const { SSEKMSKeyId } = await put('managed', 'x', { ServerSideEncryption: 'aws:kms' })
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))
  assert.deepEqual([KeyMetadata?.Arn, KeyMetadata?.KeyManager], [SSEKMSKeyId, 'AWS'])
  // Its policy admits everyone whom S3 admits: no permission of KMS is needed.
  const reader = await userWith('reads-managed', allowAll(S3_ALL))
  await reader.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'managed', Body: 'y', ServerSideEncryption: 'aws:kms' }))
  assert.equal(await (await reader.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'managed' }))).Body?.transformToString(), 'y')
})

test('a disabled key, a key about to be deleted and one that never was: refused at the next call, in S3 form', async () => {
  const arn = await createKey('alias/states')
  await put('states', 'x', kmsWith(arn))
  await kms.send(new DisableKeyCommand({ KeyId: arn }))
  const disabled = refusal('KMS.DisabledException', 400, `${arn} is disabled.`)
  await assert.rejects(get('states'), disabled)
  await assert.rejects(put('more', 'x', kmsWith(arn)), disabled)
  await assert.rejects(s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/states` })), disabled)
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'states' }))).ContentLength, 1)
  await kms.send(new EnableKeyCommand({ KeyId: arn }))
  assert.equal(await read('states'), 'x')
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: arn }))
  const pending = refusal('KMS.KMSInvalidStateException', 400, `${arn} is pending deletion.`)
  await assert.rejects(get('states'), pending)
  await assert.rejects(put('more', 'x', kmsWith(arn)), pending)
  await kms.send(new CancelKeyDeletionCommand({ KeyId: arn }))
  await assert.rejects(get('states'), disabled)
  const unknown = '11111111-2222-3333-4444-555555555555'
  await assert.rejects(
    put('none', 'x', kmsWith(unknown)),
    refusal('KMS.NotFoundException', 400, `Key 'arn:aws:kms:${REGION}:${ACCOUNT}:key/${unknown}' does not exist`),
  )
  await assert.rejects(put('none', 'x', kmsWith('alias/none')), refusal('KMS.NotFoundException', 400))
  await assert.rejects(get('none'), refusal('NoSuchKey', 404))
})

test('the caller needs kms:GenerateDataKey to write and kms:Decrypt to read, beside the permissions of S3', async () => {
  const arn = await createKey('alias/permissions')
  await put('permissions', 'x', kmsWith(arn))
  const without = await userWith('without', allowAll(S3_ALL))
  const reader = await userWith('reader', allowAll(S3_ALL, { Action: 'kms:Decrypt', Resource: arn }))
  const object = { Bucket: BUCKET, Key: 'permissions' }
  const refused = (user: string, action: string) =>
    refusal(
      'AccessDenied',
      403,
      `User: arn:aws:iam::${ACCOUNT}:user/${user} is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action`,
    )
  await assert.rejects(without.send(new GetObjectCommand(object)), refused('without', 'kms:Decrypt'))
  await assert.rejects(without.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' })), refusal('Unknown', 403))
  assert.equal((await without.send(new HeadObjectCommand(object))).ContentLength, 1)
  assert.equal(await (await reader.send(new GetObjectCommand(object))).Body?.transformToString(), 'x')
  await assert.rejects(reader.send(new PutObjectCommand({ ...object, Body: 'y', ...kmsWith(arn) })), refused('reader', 'kms:GenerateDataKey'))
  assert.equal(await read('permissions'), 'x')
})

test('a policy may bind a key to S3, to one object, and to one service', async () => {
  const arn = await createKey('alias/bound')
  const statement = (Action: string[], Condition: object) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action,
    Resource: '*',
    Condition,
  })
  const Statement = [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:PutKeyPolicy', Resource: '*' },
    statement(['kms:GenerateDataKey', 'kms:Decrypt'], {
      StringEquals: {
        'kms:ViaService': `s3.${REGION}.amazonaws.com`,
        'kms:CallerAccount': ACCOUNT,
        'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${BUCKET}/bound`,
      },
    }),
  ]
  await kms.send(new PutKeyPolicyCommand({ KeyId: arn, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }))
  await put('bound', 'x', kmsWith(arn))
  assert.equal(await read('bound'), 'x')
  await assert.rejects(put('elsewhere', 'x', kmsWith(arn)), refusal('AccessDenied', 403))
  const open = await userWith('without-via', allow('*'))
  assert.equal(await (await open.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'bound' }))).Body?.transformToString(), 'x')
})

test('an encryption context of the client is needed by policies, and kept for reading', async () => {
  const arn = await createKey('alias/context')
  const SSEKMSEncryptionContext = Buffer.from(JSON.stringify({ team: 'blue' })).toString('base64')
  const blue = await userWith(
    'blue',
    allowAll(S3_ALL, { Action: 'kms:*', Resource: arn, Condition: { StringEquals: { 'kms:EncryptionContext:team': 'blue' } } }),
  )
  const object = { Bucket: BUCKET, Key: 'context', Body: 'x', ...kmsWith(arn) }
  await assert.rejects(blue.send(new PutObjectCommand(object)), refusal('AccessDenied', 403))
  await blue.send(new PutObjectCommand({ ...object, SSEKMSEncryptionContext }))
  assert.equal(await (await blue.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'context' }))).Body?.transformToString(), 'x')
  await assert.rejects(put('context', 'x', { ...kmsWith(arn), SSEKMSEncryptionContext: 'no json' }), refusal('InvalidArgument', 400))
})

test('a bucket key: the encryption context is the bucket', async () => {
  const arn = await createKey('alias/bucket-key')
  await s3.send(new CreateBucketCommand({ Bucket: 'with-bucket-key' }))
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn }, BucketKeyEnabled: true } as const
  await s3.send(new PutBucketEncryptionCommand({ Bucket: 'with-bucket-key', ServerSideEncryptionConfiguration: { Rules: [rule] } }))
  const answer = await s3.send(new PutObjectCommand({ Bucket: 'with-bucket-key', Key: 'k', Body: 'x' }))
  assert.deepEqual([answer.ServerSideEncryption, answer.SSEKMSKeyId, answer.BucketKeyEnabled], ['aws:kms', arn, true])
  const bound = allowAll(S3_ALL, {
    Action: 'kms:Decrypt',
    Resource: arn,
    Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::with-bucket-key' } },
  })
  const reader = await userWith('bucket-key-reader', bound)
  assert.equal(await (await reader.send(new GetObjectCommand({ Bucket: 'with-bucket-key', Key: 'k' }))).Body?.transformToString(), 'x')
})

test('copies: from key to key, to none, from none, and onto itself', async () => {
  const [one, other] = [await createKey('alias/copy-one'), await createKey('alias/copy-other')]
  const copy = (Key: string, from: string, more: object = {}) =>
    s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource: `${BUCKET}/${from}`, ...more }))
  await put('source', SECRET, kmsWith(one))
  assert.equal((await copy('other', 'source', kmsWith(other))).SSEKMSKeyId, other)
  await copy('none', 'source', { ServerSideEncryption: 'AES256' })
  await copy('again', 'none', kmsWith(one))
  await copy('source', 'source', kmsWith(other))
  for (const key of ['other', 'none', 'again', 'source']) assert.equal(await read(key), SECRET, key)
  await kms.send(new DisableKeyCommand({ KeyId: one }))
  await assert.rejects(get('again'), refusal('KMS.DisabledException', 400))
  for (const key of ['other', 'none', 'source']) assert.equal(await read(key), SECRET, key)
})

test('multipart uploads: every part needs kms:Decrypt, ranges go over their borders', async () => {
  const arn = await createKey('alias/multipart')
  const object = { Bucket: BUCKET, Key: 'multipart' }
  const made = await s3.send(new CreateMultipartUploadCommand({ ...object, ...kmsWith('alias/multipart') }))
  const { UploadId } = made
  assert.equal(made.SSEKMSKeyId, arn)
  await put('part-source', 'from another object', kmsWith(arn))
  const first = randomBytes(5 * 1024 * 1024 + 3)
  const writer = await userWith('part-writer', allowAll(S3_ALL, { Action: 'kms:GenerateDataKey', Resource: arn }))
  await assert.rejects(writer.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: 'x' })), refusal('AccessDenied', 403))
  const one = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: first }))
  const two = await s3.send(new UploadPartCopyCommand({ ...object, UploadId, PartNumber: 2, CopySource: `${BUCKET}/part-source` }))
  assert.deepEqual([one.SSEKMSKeyId, two.SSEKMSKeyId], [arn, arn])
  const Parts = [
    { PartNumber: 1, ETag: one.ETag },
    { PartNumber: 2, ETag: two.CopyPartResult?.ETag },
  ]
  const complete = new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } })
  await assert.rejects(writer.send(complete), refusal('AccessDenied', 403))
  assert.equal((await s3.send(complete)).SSEKMSKeyId, arn)
  const whole = Buffer.concat([first, Buffer.from('from another object')])
  assert.deepEqual(Buffer.from((await (await get('multipart')).Body?.transformToByteArray()) ?? []), whole)
  const [from, to] = [first.length - 5, first.length + 6]
  const range = await get('multipart', { Range: `bytes=${from}-${to}` })
  assert.deepEqual(Buffer.from((await range.Body?.transformToByteArray()) ?? []), whole.subarray(from, to + 1))
})

test('another region asks for the object: the key is that of the bucket', async () => {
  const arn = await createKey('alias/region')
  await put('region', 'x', kmsWith(arn))
  const { S3Client } = await import('@aws-sdk/client-s3')
  const elsewhere = new S3Client({ endpoint: server.url, region: 'eu-west-1', credentials: server.credentials, forcePathStyle: true, maxAttempts: 1 })
  const { Body } = await elsewhere.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'region' }))
  assert.equal(await Body?.transformToString(), 'x')
  elsewhere.destroy()
})

test('CloudTrail has what S3 asked of KMS, in the name of the caller, and no secret', async () => {
  const arn = await createKey('alias/recorded')
  await put('recorded', 'x', kmsWith(arn))
  await read('recorded')
  const { Events = [] } = await server.clients.cloudtrail.send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'kms.amazonaws.com' }] }),
  )
  const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}')).filter((record) => record.resources?.[0]?.ARN === arn)
  const context = { 'aws:s3:arn': `arn:aws:s3:::${BUCKET}/recorded` }
  assert.deepEqual(
    records.map((record) => [
      record.eventName,
      record.readOnly,
      record.userIdentity.type,
      record.userIdentity.invokedBy,
      record.requestParameters.encryptionContext,
    ]),
    [
      ['Decrypt', true, 'Root', 's3.amazonaws.com', context],
      ['GenerateDataKey', true, 'Root', 's3.amazonaws.com', context],
    ],
  )
  for (const record of records) assert.doesNotMatch(JSON.stringify(record), /plaintext/i)
})

test('a refused use of a key is on record too, though the call that needed it left nothing else', async () => {
  const arn = await createKey('alias/refused')
  await put('refused', 'x', kmsWith(arn))
  const eve = await userWith('eve', allowAll(S3_ALL))
  await assert.rejects(eve.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'refused' })), refusal('AccessDenied', 403))
  const { Events = [] } = await server.clients.cloudtrail.send(
    new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'eve' }] }),
  )
  const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}'))
  assert.deepEqual(
    records.map((record) => [record.eventSource, record.eventName, record.errorCode, record.requestParameters]),
    [['kms.amazonaws.com', 'Decrypt', 'AccessDenied', null]],
  )
})

test('two layers (aws:kms:dsse) are refused by name', async () => {
  await assert.rejects(put('dsse', 'x', { ServerSideEncryption: 'aws:kms:dsse' }), refusal('NotImplemented', 501))
})
