/** Abuse case 5: XML that grows when it is read. 400 MalformedXML, at once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateBucketCommand, CreateMultipartUploadCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'
import { presigned } from './presigned.ts'
import { elapsed, sendRaw, stillAnswers } from './room.ts'

const server = await startServer()
after(() => server.stop())
const { s3 } = server.clients
const Bucket = 'xml-bombs'
await s3.send(new CreateBucketCommand({ Bucket }))
await s3.send(new PutObjectCommand({ Bucket, Key: 'stays', Body: 'x' }))
const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }))

const lol = Array.from({ length: 10 }, (_, level) => `<!ENTITY l${level} "${level === 0 ? 'lol' : `&l${level - 1};`.repeat(10)}">`).join('')
const wrap = (root: string, inside: string) => `<?xml version="1.0"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</${root}>`
const bombs = (root: string): Readonly<Record<string, string>> => ({
  'nested entities': `<?xml version="1.0"?><!DOCTYPE x [${lol}]><${root}><Object><Key>&l9;</Key></Object></${root}>`,
  'one large entity, often': `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]><${root}>${'&a;'.repeat(50_000)}</${root}>`,
  'a file of the machine': `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><${root}><Object><Key>&f;</Key></Object></${root}>`,
  'an address': `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><${root}/>`,
  'deep nesting': wrap(root, `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`),
  'no end': `<${root}><Object><Key>stays`,
  'a prototype': wrap(root, '<__proto__><Key>stays</Key></__proto__><Object><constructor>x</constructor></Object>'),
  nothing: '',
})

const BODIES: readonly [operation: string, method: string, query: string, root: string][] = [
  ['DeleteObjects', 'POST', '?delete=', 'Delete'],
  ['CompleteMultipartUpload', 'POST', `?uploadId=${UploadId}`, 'CompleteMultipartUpload'],
  ['PutBucketTagging', 'PUT', '?tagging=', 'Tagging'],
  ['PutBucketEncryption', 'PUT', '?encryption=', 'ServerSideEncryptionConfiguration'],
  ['PutPublicAccessBlock', 'PUT', '?publicAccessBlock=', 'PublicAccessBlockConfiguration'],
]

async function send(method: string, query: string, key: string, body: string): Promise<{ status: number; body: string }> {
  const url = await presigned(server, { method, path: `/${Bucket}${key}`, query })
  const answer = await fetch(url, { method, body })
  return { status: answer.status, body: await answer.text() }
}

for (const [operation, method, query, root] of BODIES) {
  test(`${operation}: refused, quickly`, async () => {
    for (const [what, xml] of Object.entries(bombs(root))) {
      let answer = { status: 0, body: '' }
      const ms = await elapsed(async () => {
        answer = await send(method, query, operation === 'CompleteMultipartUpload' ? '/parts' : '', xml)
      })
      // `a prototype` has members that nobody knows; what is left is empty, and refused or without effect.
      assert.ok(answer.status >= 400 || what === 'a prototype' || what === 'nothing', `${what}: ${answer.status} ${answer.body.slice(0, 200)}`)
      if (!['a prototype', 'nothing'].includes(what)) assert.match(answer.body, /<Code>(MalformedXML|InvalidRequest|EntityTooLarge)</, what)
      assert.ok(ms < 1_000, `${what} took ${ms} ms`)
    }
    assert.equal(({} as Record<string, unknown>).Key, undefined)
    assert.deepEqual(
      (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key),
      ['stays'],
    )
  })
}

test('a body that is too long is refused by its announced length, before it comes', async () => {
  const url = new URL(await presigned(server, { method: 'POST', path: `/${Bucket}`, query: '?delete=' }))
  const head = `POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: ${9 * 1024 * 1024}\r\nConnection: close\r\n\r\n`
  assert.match(
    await sendRaw(server.port, head),
    /^HTTP\/1\.1 4(00|13) [\s\S]*<Code>(MaxMessageLengthExceeded|EntityTooLarge|RequestEntityTooLarge|MalformedXML)</,
  )
  await stillAnswers(server)
})
