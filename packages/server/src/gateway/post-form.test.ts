/** Forms posted to a bucket, signed both ways, in pieces of every size. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { boundaryOf, MultipartForm } from './multipart-form.ts'
import { deriveKey, sign } from './sigv4.ts'
import { ACCESS_KEY, startGateway, type TestGateway } from './testing.ts'

let gateway: TestGateway
const stored: { key: unknown; body: string; type: unknown }[] = []
before(async () => {
  gateway = await startGateway(async ({ input }) => {
    const { Body, Key, ContentType } = input as { Body: Readable; Key: string; ContentType: string }
    stored.push({ key: Key, body: await text(Body), type: ContentType })
    return { ETag: '"etag"' }
  })
})
beforeEach(() => {
  stored.length = 0
})
after(() => gateway.close())

const scope = { date: '20260101', region: 'us-east-1', service: 's3' }
const policyOf = (conditions: unknown[], expiration = '2099-01-01T00:00:00Z') => Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64')

function version4(conditions: unknown[], fields: Record<string, string>, expiration?: string): Record<string, string> {
  const own = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${ACCESS_KEY.accessKeyId}/20260101/us-east-1/s3/aws4_request`,
    'x-amz-date': '20260101T000000Z',
  }
  const policy = policyOf([...conditions, ...Object.entries(own).map(([name, value]) => ({ [name]: value }))], expiration)
  return { ...fields, ...own, policy, 'x-amz-signature': sign(deriveKey(ACCESS_KEY.secretAccessKey, scope), policy) }
}

function version2(conditions: unknown[], fields: Record<string, string>): Record<string, string> {
  const policy = policyOf(conditions)
  return {
    ...fields,
    AWSAccessKeyId: ACCESS_KEY.accessKeyId,
    policy,
    signature: createHmac('sha1', ACCESS_KEY.secretAccessKey).update(policy).digest('base64'),
  }
}

function post(fields: Record<string, string>, file: string | undefined, fileName = 'photo.jpg'): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file !== undefined) form.append('file', new Blob([file]), fileName)
  return fetch(`${gateway.endpoint}/bucket`, { method: 'POST', body: form, redirect: 'manual' })
}

const conditions = [{ bucket: 'bucket' }, ['starts-with', '$key', 'up/']]

test('both signatures let the file in, under the name that the browser gave it', async () => {
  for (const make of [version4, version2]) {
    const answer = await post(make(conditions, { key: ['up/$', '{filename}'].join('') }), 'bytes')
    assert.equal(answer.status, 204)
    assert.equal(answer.headers.get('etag'), '"etag"')
  }
  assert.deepEqual(
    stored.map(({ key, body }) => [key, body]),
    [
      ['up/photo.jpg', 'bytes'],
      ['up/photo.jpg', 'bytes'],
    ],
  )
})

test('a large file, a type, and the answers that a form may ask for', async () => {
  const more = [...conditions, ['eq', '$Content-Type', 'text/plain'], { success_action_status: '201' }]
  const answer = await post(version4(more, { key: 'up/ü&', 'Content-Type': 'text/plain', success_action_status: '201' }), 'x'.repeat(3_000_000))
  assert.equal(answer.status, 201)
  assert.match(await answer.text(), /<Location>http:\/\/127\.0\.0\.1:\d+\/bucket\/up\/%C3%BC%26<\/Location><Bucket>bucket<\/Bucket><Key>up\/ü&#38;<\/Key>/)
  assert.deepEqual(
    stored.map(({ body, type }) => [body.length, type]),
    [[3_000_000, 'text/plain']],
  )
  const away = await post(
    version4([...conditions, ['starts-with', '$success_action_redirect', '']], { key: 'up/a', success_action_redirect: 'http://site.example/?x=1' }),
    'b',
  )
  assert.equal(away.status, 303)
  assert.equal(away.headers.get('location'), 'http://site.example/?x=1&bucket=bucket&key=up%2Fa&etag=%22etag%22')
})

const refused: readonly [why: string, fields: () => Record<string, string>, file: string | undefined, code: string][] = [
  ['nothing is signed', () => ({ key: 'up/a' }), 'x', 'AccessDenied'],
  ['the signature is wrong', () => ({ ...version4(conditions, { key: 'up/a' }), 'x-amz-signature': '0'.repeat(64) }), 'x', 'SignatureDoesNotMatch'],
  ['the old signature is wrong', () => ({ ...version2(conditions, { key: 'up/a' }), signature: 'x' }), 'x', 'SignatureDoesNotMatch'],
  ['the key is unknown', () => ({ ...version2(conditions, { key: 'up/a' }), AWSAccessKeyId: 'AKIAUNKNOWN' }), 'x', 'InvalidAccessKeyId'],
  ['the policy has expired', () => version4(conditions, { key: 'up/a' }, '2020-01-01T00:00:00Z'), 'x', 'AccessDenied'],
  ['the key is another', () => version4(conditions, { key: 'down/a' }), 'x', 'AccessDenied'],
  ['a field is not in the policy', () => version4(conditions, { key: 'up/a', acl: 'public-read' }), 'x', 'AccessDenied'],
  ['the bucket is another', () => version4([{ bucket: 'other' }, ['starts-with', '$key', '']], { key: 'a' }), 'x', 'AccessDenied'],
  ['the policy is none', () => version2([['maybe', '$key', 'a']], { key: 'a' }), 'x', 'InvalidPolicyDocument'],
  ['the file is too large', () => version4([...conditions, ['content-length-range', 1, 3]], { key: 'up/a' }), 'four', 'EntityTooLarge'],
  ['the file is too small', () => version4([...conditions, ['content-length-range', 5, 9]], { key: 'up/a' }), 'four', 'EntityTooSmall'],
  ['there is no key', () => version4(conditions, {}), 'x', 'InvalidArgument'],
  ['there is no file', () => version4(conditions, { key: 'up/a' }), undefined, 'InvalidArgument'],
  ['the fields are too long', () => version4(conditions, { key: 'up/a', 'x-ignore-me': 'x'.repeat(30_000) }), 'x', 'MaxPostPreDataLengthExceededError'],
]
for (const [why, fields, file, code] of refused) {
  test(`refused when ${why}`, async () => {
    const answer = await post(fields(), file)
    assert.match(await answer.text(), new RegExp(`<Code>${code}</Code>`))
    assert.deepEqual(stored, [])
  })
}

const body =
  '--B\r\nContent-Disposition: form-data; name="Key"\r\n\r\nvalue\r\n--B\r\nContent-Disposition: form-data; name="empty"\r\n\r\n\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="C:\\dir\\a.txt"\r\n\r\nhello\r\n--Aworld\r\n--C\r\n--B--\r\n'

test('whatever way the bytes are split, the same comes out', async () => {
  const whole = Buffer.from(body)
  const splits = [...Array(whole.length - 1).keys()].map((at) => [whole.subarray(0, at + 1), whole.subarray(at + 1)])
  for (const pieces of [...splits, [...whole].map((byte) => Buffer.from([byte]))]) {
    const form = new MultipartForm('B', 1000)
    const content = await buffer(Readable.from(pieces).compose(form))
    const { fields, fileName } = await form.begun
    assert.equal(content.toString(), 'hello\r\n--Aworld\r\n--C')
    assert.deepEqual(
      [...fields],
      [
        ['key', 'value'],
        ['empty', ''],
      ],
    )
    assert.equal(fileName, 'a.txt')
  }
})

test('a form that breaks off is an error', async () => {
  await assert.rejects(buffer(Readable.from([Buffer.from(body.slice(0, 200))]).compose(new MultipartForm('B', 1000))), { code: 'MalformedPOSTRequest' })
})

test('boundaries', () => {
  assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc')
  assert.equal(boundaryOf('Multipart/Form-Data; charset=utf-8; boundary="a b"'), 'a b')
  assert.equal(boundaryOf('multipart/mixed; boundary=abc'), undefined)
  assert.equal(boundaryOf('multipart/form-data'), undefined)
})
