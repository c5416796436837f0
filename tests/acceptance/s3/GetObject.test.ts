import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

const get = (key: string, more: object = {}) => s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key, ...more }))
const { ETag } = await put('k', '0123456789', { ContentType: 'text/plain' })

test('GetObject reads ranges', async () => {
  for (const [Range, text, ContentRange] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-999', '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', '0123456789', undefined],
    ['lines=1', '0123456789', undefined],
  ] as const) {
    const answer = await get('k', { Range })
    assert.deepEqual([await answer.Body?.transformToString(), answer.ContentRange], [text, ContentRange], Range)
    assert.equal(answer.$metadata.httpStatusCode, ContentRange ? 206 : 200)
    assert.equal(answer.ChecksumCRC32 === undefined, ContentRange !== undefined)
  }
  await assert.rejects(get('k', { Range: 'bytes=10-' }), refusal('InvalidRange', 416, 'The requested range is not satisfiable'))
})

test('GetObject heeds conditions', async () => {
  const past = new Date('2020-01-01')
  const future = new Date(Date.now() + 86_400_000)
  for (const more of [{ IfMatch: ETag }, { IfNoneMatch: '"x"' }, { IfModifiedSince: past }, { IfUnmodifiedSince: future }])
    await (await get('k', more)).Body?.transformToString()
  for (const more of [{ IfMatch: '"x"' }, { IfUnmodifiedSince: past }]) await assert.rejects(get('k', more), refusal('PreconditionFailed', 412))
  for (const more of [{ IfNoneMatch: ETag }, { IfModifiedSince: future }]) {
    await assert.rejects(get('k', more), (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode === 304)
  }
})

test('GetObject and HeadObject that answer 304 say of which version', async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: BUCKET, Key: 'k' }))
  const { headers } = await fetch(url)
  const unchanged = await fetch(url, { headers: { 'if-none-match': ETag as string } })
  assert.equal(unchanged.status, 304)
  assert.equal(await unchanged.text(), '')
  assert.deepEqual([unchanged.headers.get('etag'), unchanged.headers.get('last-modified')], [ETag, headers.get('last-modified')])
  assert.equal(unchanged.headers.get('content-type'), null)
})

test('GetObject lets the URL override headers, but not break out of them', async () => {
  const answer = await get('k', {
    ResponseContentType: 'text/html',
    ResponseContentDisposition: 'attachment; filename="a b"',
    ResponseCacheControl: 'no-store',
  })
  await answer.Body?.transformToString()
  assert.deepEqual([answer.ContentType, answer.ContentDisposition, answer.CacheControl], ['text/html', 'attachment; filename="a b"', 'no-store'])
  await assert.rejects(get('k', { ResponseContentType: 'a\r\nSet-Cookie: b' }), refusal('InvalidArgument', 400))
})

test('GetObject keeps metadata that is not ASCII, as RFC 2047 writes it', async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: BUCKET, Key: 'meta' }))
  const headers = { 'x-amz-meta-city': Buffer.from('東京').toString('latin1') }
  const signed = await fetch(url, { method: 'PUT', body: 'x', headers })
  if (signed.ok) {
    const answer = await get('meta')
    await answer.Body?.transformToString()
    assert.equal(answer.Metadata?.city, `=?UTF-8?B?${Buffer.from('東京').toString('base64')}?=`)
  } else assert.equal(signed.status, 403, 'a header that is not signed may be refused')
})

test('GetObject of what is not there', async () => {
  await assert.rejects(get('none'), refusal('NoSuchKey', 404, 'The specified key does not exist.'))
  await assert.rejects(get('k', { VersionId: 'abc' }), refusal('NoSuchVersion', 404))
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'missing-bucket', Key: 'k' })), refusal('NoSuchBucket', 404))
  assert.equal(await (await get('k', { VersionId: 'null' })).Body?.transformToString(), '0123456789')
})

test('GetObject of a large object is whole, even when it is replaced meanwhile', async () => {
  const data = randomBytes(20_000_000)
  await put('large', data)
  const { Body } = await get('large')
  await put('large', 'small')
  assert.deepEqual(Buffer.from((await Body?.transformToByteArray()) ?? []), data)
})
