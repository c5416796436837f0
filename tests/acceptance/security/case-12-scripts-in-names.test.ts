/** Abuse case 12: scripts in names, keys, tags, messages and objects. Answers escape them, no answer is a page of the console's, and notebooks have origins of their own. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateNotebookInstanceCommand } from '@aws-sdk/client-sagemaker'
import { prepareAccount, ROLE } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'
import { presigned } from './presigned.ts'
import { ask } from './room.ts'

const server = await startServer()
after(() => server.stop())
const { s3, sagemaker } = server.clients
await prepareAccount(server.clients)
const Bucket = 'scripts'
await s3.send(new CreateBucketCommand({ Bucket }))

const SCRIPT = '<script>alert(1)</script>'
const KEYS = [SCRIPT, '"><img src=x onerror=alert(1)>', ']]><x/>', '&lt;script&gt;', "'onmouseover='alert(1)", 'javascript:alert(1)']

test('keys come back whole, and no list holds a tag of theirs', async () => {
  for (const Key of KEYS) await s3.send(new PutObjectCommand({ Bucket, Key, Body: SCRIPT, ContentType: 'text/html' }))
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }))
  assert.deepEqual(Contents?.map(({ Key }) => Key).sort(), [...KEYS].sort())
  const raw = await (await fetch(await presigned(server, { method: 'GET', path: `/${Bucket}`, query: '?list-type=2' }))).text()
  assert.doesNotMatch(raw, /<script|<img|<x\/>/)
})

test('errors repeat what was asked for as text, and say what they are', async () => {
  const { status, headers, body } = await ask(server.port, { path: `/${Bucket}/${encodeURIComponent(SCRIPT)}?x=${encodeURIComponent(SCRIPT)}` })
  assert.equal(status, 403)
  assert.match(headers['content-type'] ?? '', /^application\/xml/)
  assert.doesNotMatch(body, /<script/)
  const target = await ask(server.port, {
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': `SageMaker.${SCRIPT}`, 'content-type': 'application/x-amz-json-1.1' },
    body: '{}',
  })
  assert.match(target.headers['content-type'] ?? '', /^application\/(x-amz-json|json|xml)/)
})

test('names that pages show are of letters and digits', async () => {
  await assert.rejects(sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: SCRIPT, InstanceType: 'ml.t3.medium', RoleArn: ROLE })), {
    name: 'ValidationException',
  })
})

test("an object that is a page never opens on the console's host", async () => {
  const url = new URL(await presigned(server, { method: 'GET', path: `/${Bucket}/javascript%3Aalert%281%29` }))
  const opened = await ask(server.port, { path: url.pathname + url.search, headers: { host: `console.localhost:${server.port}` } })
  assert.equal(opened.status, 403)
  assert.match(opened.headers['content-type'] ?? '', /json/)
  // Unsigned, every path there is the console itself, under its own policy.
  const unsigned = await ask(server.port, { path: `/${Bucket}/javascript%3Aalert%281%29`, headers: { host: `console.localhost:${server.port}` } })
  assert.doesNotMatch(unsigned.body, /alert\(1\)/)
})

test('the console writes no text as HTML', () => {
  const sources = resolve(import.meta.dirname, '../../../packages/console/src')
  const files = readdirSync(sources, { recursive: true }).map(String)
  for (const file of files.filter((name) => /\.tsx?$/.test(name)))
    assert.doesNotMatch(
      readFileSync(join(sources, file), 'utf8'),
      /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/,
      file,
    )
})
