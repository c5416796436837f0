/** S3 and SageMaker Runtime requests. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { fault, type Loose, read, refusal, request } from '../../testing/requests.ts'
import * as limits from '../limits.ts'

const malformed = 'MalformedXML 400 The XML you provided was not well-formed or did not validate against our published schema'
const tagging = (body: string | Uint8Array) => request({ method: 'PUT', path: '/b', query: 'tagging', body })
const bucket = (rest: Loose) => request({ method: 'GET', path: '/b', ...rest })

test('XML bodies: prefixes, attributes, flattened lists, CDATA and a byte order mark', () => {
  const expected = { Bucket: 'b', Tagging: { TagSet: [{ Key: 'a', Value: 'b&c' }] } }
  assert.deepEqual(
    read(
      's3',
      tagging('<s:Tagging xmlns:s="u"><s:TagSet><s:Tag><s:Key>a</s:Key><s:Value>b&#x26;c</s:Value><Unknown><X/></Unknown></s:Tag></s:TagSet></s:Tagging>'),
    ),
    expected,
  )
  assert.deepEqual(
    read('s3', tagging('\uFEFF<?xml version="1.0"?><!-- c --><Tagging><TagSet><Tag><Key>a</Key><Value><![CDATA[b&c]]></Value></Tag></TagSet></Tagging>')),
    expected,
  )
  assert.deepEqual(
    read(
      's3',
      request({
        method: 'POST',
        path: '/b/',
        query: 'delete=',
        body: '<Delete><Object><Key>a</Key></Object><Object><Key> b </Key><VersionId>1</VersionId></Object><Quiet>true</Quiet></Delete>',
      }),
    ),
    {
      Bucket: 'b',
      Delete: { Objects: [{ Key: 'a' }, { Key: ' b ', VersionId: '1' }], Quiet: true },
    },
  )
  const grant =
    '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>i</ID></Grantee><Permission>READ</Permission></Grant>'
  assert.deepEqual(
    read(
      's3',
      request({ method: 'PUT', path: '/b', query: 'acl', body: `<AccessControlPolicy><AccessControlList>${grant}</AccessControlList></AccessControlPolicy>` }),
    ),
    {
      Bucket: 'b',
      AccessControlPolicy: { Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'i' }, Permission: 'READ' }] },
    },
  )
})

test('XML that is wrong, hostile or breaks the model is MalformedXML', () => {
  const wrong: (string | Uint8Array)[] = [
    'hello',
    '<Foo><TagSet/></Foo>',
    '<Tagging><TagSet>',
    '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>',
    '<Tagging><TagSet><Tag><Key><b/></Key><Value/></Tag></TagSet></Tagging>',
    '<!DOCTYPE Tagging [<!ENTITY a "b">]><Tagging><TagSet/></Tagging>',
    '<Tagging><TagSet><Tag><Key>&undefined;</Key><Value/></Tag></TagSet></Tagging>',
    '<Tagging><TagSet><Tag><Key>&#0;</Key><Value/></Tag></TagSet></Tagging>',
    '<Tagging><TagSet/></Tagging><Tagging/>',
    `<Tagging>${'<a>'.repeat(limits.depth)}${'</a>'.repeat(limits.depth)}</Tagging>`,
    `<Tagging>${'<a/>'.repeat(limits.xmlNodes)}</Tagging>`,
    Buffer.from([0x3c, 0xff, 0x3e]),
  ]
  for (const body of wrong) assert.equal(refusal('s3', tagging(body)), malformed, String(body).slice(0, 80))
  assert.equal(refusal('s3', tagging('')), 'MissingRequestBodyError 400 Request body is empty.')
  assert.equal(
    refusal('s3', request({ method: 'PUT', path: '/b', query: 'versioning', body: '<VersioningConfiguration><Status>On</Status></VersioningConfiguration>' })),
    malformed,
  )
  const location = fault(
    's3',
    request({ method: 'PUT', path: '/b', body: '<CreateBucketConfiguration><LocationConstraint>moon</LocationConstraint></CreateBucketConfiguration>' }),
  )
  assert.deepEqual([location.code, location.fields], ['InvalidLocationConstraint', { LocationConstraint: 'moon' }])
})

test('headers and query parameters: types, prefixes, lists, dates', () => {
  const { Body, ...input } = read(
    's3',
    request({
      method: 'PUT',
      path: '/b/a%2Fb%20c+d',
      headers: {
        'content-type': 'text/csv',
        'content-length': '3',
        'x-amz-meta-one': '1',
        'x-amz-meta-__proto__': '2',
        'x-amz-storage-class': 'STANDARD',
        'x-amz-object-lock-retain-until-date': '2030-01-01T00:00:00.000Z',
        expires: 'never',
        'x-amz-server-side-encryption-bucket-key-enabled': 'true',
      },
      body: 'abc',
    }),
  )
  assert.ok(Body instanceof Readable)
  const { Metadata, ...rest } = input
  assert.deepEqual(Object.entries(Metadata as object), [
    ['one', '1'],
    ['__proto__', '2'],
  ])
  assert.deepEqual(rest, {
    Bucket: 'b',
    Key: 'a/b c+d',
    ContentType: 'text/csv',
    ContentLength: 3,
    StorageClass: 'STANDARD',
    ObjectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z'),
    BucketKeyEnabled: true,
  })
  assert.deepEqual(read('s3', bucket({ query: 'list-type=2&max-keys=7&prefix=a+b%2Fc&start-after=' })), {
    Bucket: 'b',
    MaxKeys: 7,
    Prefix: 'a b/c',
    StartAfter: '',
  })
  assert.deepEqual(read('s3', bucket({ query: 'max-keys=' })), { Bucket: 'b' })
  assert.deepEqual(read('s3', bucket({ path: '/b/k', query: 'attributes', headers: { 'x-amz-object-attributes': 'ETag, ObjectSize' } })), {
    Bucket: 'b',
    Key: 'k',
    ObjectAttributes: ['ETag', 'ObjectSize'],
  })
  assert.deepEqual(
    read('s3', bucket({ path: '/b/k', headers: { 'if-modified-since': 'Wed, 21 Oct 2015 07:28:00 GMT', 'if-unmodified-since': 'gibberish' } })),
    { Bucket: 'b', Key: 'k', IfModifiedSince: new Date('2015-10-21T07:28:00Z') },
  )
  assert.deepEqual(read('s3', bucket({ path: '/b/k', query: 'response-expires=Wed%2C%2021%20Oct%202015%2007%3A28%3A00%20GMT' })), {
    Bucket: 'b',
    Key: 'k',
    ResponseExpires: new Date('2015-10-21T07:28:00Z'),
  })
})

test('a presigned URL carries headers as parameters, but no checksums', async () => {
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const put = { Bucket: 'b', Key: 'k', Metadata: { One: '1' }, StorageClass: 'STANDARD_IA' as const }
  const url = new URL(await getSignedUrl(client, new PutObjectCommand(put), { expiresIn: 60 }))
  const { Body: _, ...input } = read('s3', request({ method: 'PUT', path: url.pathname, query: url.search.slice(1) }))
  assert.deepEqual(input, { ...put, Metadata: { one: '1' } })
  const unsigned = new URLSearchParams(url.search)
  unsigned.delete('X-Amz-Signature')
  const { Body: __, ...plain } = read('s3', request({ method: 'PUT', path: url.pathname, query: unsigned.toString() }))
  assert.deepEqual(plain, { Bucket: 'b', Key: 'k' })
})

test('S3 has its own words for parameters', () => {
  const keys = fault('s3', bucket({ query: 'max-keys=many' }))
  assert.deepEqual(
    [keys.code, keys.message, keys.fields],
    ['InvalidArgument', 'Provided max-keys not an integer or within integer range', { ArgumentName: 'max-keys', ArgumentValue: 'many' }],
  )
  const put = (headers: Record<string, string>) => request({ method: 'PUT', path: '/b/k', headers })
  assert.equal(refusal('s3', put({ 'x-amz-storage-class': 'COLD' })), 'InvalidStorageClass 400 The storage class you specified is not valid')
  assert.match(refusal('s3', put({ 'x-amz-sdk-checksum-algorithm': 'CRC16' })), /^InvalidRequest 400 Checksum algorithm provided is unsupported/)
  assert.match(refusal('s3', put({ 'x-amz-acl': 'everybody' })), /^InvalidArgument 400 /)
  assert.match(refusal('s3', bucket({ query: 'encoding-type=base64' })), /^InvalidArgument 400 Invalid Encoding Method/)
  assert.match(
    refusal('s3', request({ method: 'PUT', path: '/b/k', query: 'partNumber=x&uploadId=u' })),
    /^InvalidArgument 400 Part number must be an integer between 1 and 10000, inclusive/,
  )
  assert.match(refusal('s3', bucket({ query: 'prefix=%E0%A4%A' })), /^InvalidURI 400 /)
  assert.match(refusal('s3', bucket({ path: '/b/%ff' })), /^InvalidURI 400 /)
})

test('byte streams are handed through, unread', async () => {
  const stream = Readable.from(['a', 'b'])
  assert.equal(read('s3', request({ method: 'PUT', path: '/b/k', stream })).Body, stream)
  const { Body } = read('s3', request({ method: 'PUT', path: '/b/k' }))
  assert.deepEqual(await (Body as Readable).toArray(), [], 'an empty object has an empty stream')
})

test('the runtime reads bodies as they are and bounds them in its model`s words', () => {
  const invoke = (body: string | Uint8Array, headers = {}) =>
    request({ path: '/endpoints/my-ep/invocations', headers: { 'content-type': 'text/csv', 'x-amzn-sagemaker-target-variant': 'v', ...headers }, body })
  assert.deepEqual(read('sagemaker-runtime', invoke('1,2')), { EndpointName: 'my-ep', ContentType: 'text/csv', TargetVariant: 'v', Body: Buffer.from('1,2') })
  assert.deepEqual(read('sagemaker-runtime', invoke('')).Body, Buffer.alloc(0))
  assert.equal(
    refusal('sagemaker-runtime', invoke(Buffer.alloc(6_291_457))),
    "ValidationError 400 1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to 6291456",
  )
  assert.match(refusal('sagemaker-runtime', invoke(Buffer.alloc(limits.bodyBytes('sagemaker-runtime') + 1))), /^RequestEntityTooLargeException 413 /)
  assert.match(
    refusal('sagemaker-runtime', request({ path: '/endpoints/a_b/invocations', body: 'x' })),
    /^ValidationError 400 1 validation error detected: Value 'a_b' at 'endpointName'/,
  )
  assert.match(
    refusal('sagemaker-runtime', invoke('', { 'x-amzn-sagemaker-custom-attributes': 'a'.repeat(1025) })),
    /^ValidationError 400 1 validation error detected: Value at 'customAttributes'/,
  )
})
