/** Abuse case 1: object keys that look like paths. They are names, stored as they came, decoded once. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, test } from 'node:test'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'
import { ask } from './room.ts'

// A folder of the test's own around the home: what is written beside it is then ours.
const around = mkdtempSync(join(tmpdir(), 'kenja-paths-'))
const server = await startServer({ home: join(around, 'home') })
after(async () => {
  await server.stop()
  rmSync(around, { recursive: true, force: true })
})
const { s3 } = server.clients
const Bucket = 'paths'
await s3.send(new CreateBucketCommand({ Bucket }))

const KEYS = [
  '../../x',
  '/abs',
  'a//b',
  '.',
  '..',
  'a\\..\\b',
  '%2e%2e%2f',
  '%252e',
  'é'.repeat(512),
  'folder/',
  'kenja.db',
  'secret',
  'objects/../../secret',
  'con',
  '__proto__',
]
const filesOf = () => readdirSync(server.home, { recursive: true }).map(String)

test('every key is stored as it came and found under it alone', async () => {
  for (const Key of KEYS) await s3.send(new PutObjectCommand({ Bucket, Key, Body: `of ${Key}` }))
  for (const Key of KEYS) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
    assert.equal(await Body?.transformToString(), `of ${Key}`)
  }
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }))
  assert.deepEqual(Contents?.map(({ Key }) => decodeURIComponent((Key ?? '').replaceAll('+', ' '))).sort(), [...KEYS].sort())
})

test('a NUL, which no list could show, is refused, and so is a longer key than AWS allows', async () => {
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'a\0b', Body: 'x' })), { name: 'InvalidURI' })
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket, Key: 'é'.repeat(513), Body: 'x' })), { name: 'KeyTooLongError' })
})

test('no file of the home has a name that a client chose, and nothing is written beside it', () => {
  const written = filesOf().filter((file) => file.startsWith('objects'))
  assert.ok(written.length >= KEYS.length)
  for (const file of written) assert.match(relative('objects', file) || '.', /^[0-9a-f./_-]*(tmp|incoming)?[0-9a-f./_-]*$/)
  assert.deepEqual(readdirSync(around), ['home'])
})

test('an unsigned walk upwards is refused like any other path', async () => {
  for (const path of ['/../../secret', '/paths/..%2f..%2fsecret', '/paths/%252e%252e%252fsecret', '/..\\..\\secret']) {
    const { status, body } = await ask(server.port, { path })
    assert.equal(status, 403, path)
    assert.match(body, /AccessDenied/)
  }
})
