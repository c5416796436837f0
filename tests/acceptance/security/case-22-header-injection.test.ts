/** Abuse case 22: values that would be further headers. Refused or encoded: an answer has the headers that the server gave it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'
import { presigned } from './presigned.ts'
import { ask, askSigned } from './room.ts'

const server = await startServer()
after(() => server.stop())
const { s3 } = server.clients
const Bucket = 'headers'
await s3.send(new CreateBucketCommand({ Bucket }))
await s3.send(new PutObjectCommand({ Bucket, Key: 'object', Body: 'content', ContentType: 'text/plain' }))

const OVERRIDES = [
  'response-content-disposition',
  'response-content-type',
  'response-cache-control',
  'response-content-language',
  'response-content-encoding',
  'response-expires',
]

test('overrides in the address cannot end their header', async () => {
  for (const name of OVERRIDES) {
    for (const value of ['a\r\nset-cookie: kenja=1', 'a\nx-injected: 1', 'a\0b', 'a\r\n\r\n<script>alert(1)</script>']) {
      const url = new URL(await presigned(server, { method: 'GET', path: `/${Bucket}/object`, query: `?${name}=${encodeURIComponent(value)}` }))
      const answer = await ask(server.port, { path: url.pathname + url.search })
      assert.equal(answer.headers['set-cookie'], undefined, name)
      assert.equal(answer.headers['x-injected'], undefined, name)
      assert.doesNotMatch(answer.body, /<script>/)
      assert.ok(answer.status === 400 || (answer.status === 200 && answer.body === 'content'), `${name}: ${answer.status}`)
    }
  }
})

test('metadata: what is not ASCII comes back encoded, what would break a line is refused', async () => {
  const { body, status } = await askSigned(server, 's3', {
    method: 'PUT',
    path: `/${Bucket}/broken`,
    headers: { 'x-amz-meta-a': '=?UTF-8?B?DQpzZXQtY29va2llOiBhPTE=?=' },
    body: 'x',
  })
  assert.ok(status === 200 || status === 400, body)
  if (status === 200) {
    const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'broken' }))
    assert.doesNotMatch(JSON.stringify(Metadata), /\\r|\\n/)
  }
  const url = await presigned(server, { method: 'GET', path: `/${Bucket}/broken` })
  assert.equal((await fetch(url)).headers.get('set-cookie'), null)
  await s3.send(new PutObjectCommand({ Bucket, Key: 'accents', Body: 'x', Metadata: { name: '=?UTF-8?Q?caf=C3=A9?=' } }))
  for (const [, value] of (await fetch(await presigned(server, { method: 'GET', path: `/${Bucket}/accents` }))).headers)
    assert.doesNotMatch(value, /[^\x20-\x7e]/)
})

test('a key, a host, a request id: nothing that came is a header of the answer as it came', async () => {
  const path = `/${Bucket}/${encodeURIComponent('a\r\nset-cookie: a=1')}`
  const url = new URL(await presigned(server, { method: 'PUT', path }))
  const { headers, status } = await ask(server.port, { method: 'PUT', path: url.pathname + url.search, body: 'x' })
  assert.ok(status < 500)
  assert.equal(headers['set-cookie'], undefined)
  const redirected = await ask(server.port, { path: '/%0d%0aset-cookie:%20a=1', headers: { host: `my-notebook.notebook.us-east-1.localhost:${server.port}` } })
  assert.equal(redirected.headers['set-cookie'], undefined)
})
