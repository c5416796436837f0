/** The doors that open without a signature, and the steps that every answer goes through. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { ServiceError } from '../operation.ts'
import { ACCESS_KEY, SESSION_KEY, startGateway, type TestGateway } from './testing.ts'
import type { OperationRequest } from './tools.ts'

let gateway: TestGateway
let settle = async () => {}
let monotonic = 0
let operate: (request: OperationRequest) => unknown = () => ({})

before(async () => {
  gateway = await startGateway(
    (request) => operate(request),
    {
      settle: () => settle(),
      clock: { now: () => new Date(), monotonicMs: () => monotonic },
      limits: { signInFailures: 3 },
      roleCredentials: (token) =>
        token === 'task-token' ? { ...SESSION_KEY, roleArn: 'arn:aws:iam::123456789012:role/r', expiresAt: new Date(4_000_000_000_000) } : undefined,
    },
    { KENJA_LOG: 'access' },
  )
})
after(() => gateway.close())

const s3 = () => new S3Client({ endpoint: gateway.endpoint, region: 'us-east-1', credentials: ACCESS_KEY, maxAttempts: 1, forcePathStyle: true })
const signIn = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${gateway.endpoint}/_kenja/sign-in`, { method: 'POST', body, headers })
const key = (secret = ACCESS_KEY.secretAccessKey, id = ACCESS_KEY.accessKeyId) => JSON.stringify({ AccessKeyId: id, SecretAccessKey: secret })

test('sign-in: a long-term key for temporary credentials', async () => {
  const answer = await signIn(key())
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.deepEqual(await answer.json(), {
    AccessKeyId: SESSION_KEY.accessKeyId,
    SecretAccessKey: SESSION_KEY.secretAccessKey,
    SessionToken: SESSION_KEY.sessionToken,
    Expiration: '2096-10-02T07:06:40.000Z',
  })
})

test('sign-in: a form of another site cannot do it, nonsense is refused', async () => {
  assert.equal((await signIn(key(), { 'content-type': 'text/plain' })).status, 400)
  assert.equal((await signIn('{')).status, 400)
  assert.equal((await signIn('null')).status, 400)
  assert.equal((await signIn('{"AccessKeyId":1}')).status, 400)
  assert.equal((await signIn(key('x'.repeat(5_000)))).status, 413)
})

test('sign-in: wrong and unknown keys look alike, and guessing ends after a few', async () => {
  const wrong = await signIn(key('wrong'))
  const unknown = await signIn(key('wrong', 'AKIAUNKNOWN'))
  assert.equal(wrong.status, 403)
  assert.equal(await wrong.text(), await unknown.text())
  assert.equal((await signIn(key(SESSION_KEY.secretAccessKey, SESSION_KEY.accessKeyId))).status, 403)
  assert.equal((await signIn(key())).status, 429)
  monotonic += 60_001
  assert.equal((await signIn(key())).status, 200)
})

test("a task's credentials, in the form that the SDKs renew by themselves", async () => {
  const answer = await fetch(`${gateway.endpoint}/_kenja/credentials`, { headers: { authorization: 'task-token' } })
  assert.deepEqual(await answer.json(), {
    RoleArn: 'arn:aws:iam::123456789012:role/r',
    AccessKeyId: SESSION_KEY.accessKeyId,
    SecretAccessKey: SESSION_KEY.secretAccessKey,
    Token: SESSION_KEY.sessionToken,
    Expiration: '2096-10-02T07:06:40.000Z',
  })
  assert.equal((await fetch(`${gateway.endpoint}/_kenja/credentials`, { headers: { authorization: 'another' } })).status, 403)
})

test('no answer leaves before what it saw is on the disk: reads, errors and health too', async () => {
  let release = () => {}
  operate = ({ operation }) => {
    if (operation === 'HeadObject') throw new ServiceError('NotFound', 'Not Found', 404)
    return { Account: '123456789012' }
  }
  const sts = new STSClient({ endpoint: gateway.endpoint, region: 'us-east-1', credentials: ACCESS_KEY, maxAttempts: 1 })
  for (const ask of [
    () => sts.send(new GetCallerIdentityCommand({})),
    () => s3().send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'k' })),
    () => fetch(`${gateway.endpoint}/_kenja/health`),
  ]) {
    const held = new Promise<void>((resolve) => {
      settle = () =>
        new Promise((done) => {
          release = done
          resolve()
        })
    })
    let answered = false
    const answer = ask()
      .catch(() => {})
      .then(() => {
        answered = true
      })
    await held
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(answered, false)
    release()
    await answer
  }
  settle = async () => {}
})

test('when the disk does not take it, nothing is acknowledged, and no file stays open', async () => {
  const body = Readable.from([Buffer.from('abc')])
  operate = () => ({ Body: body, ContentLength: 3 })
  settle = () => Promise.reject(new Error('EIO'))
  await assert.rejects(s3().send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' })), { name: 'InternalFailure' })
  assert.equal(body.destroyed, true)
  assert.match(gateway.lines.join('\n'), /nothing is acknowledged.*EIO/)
  settle = async () => {}
})

test('a stream that breaks off tears the connection: a short body is never taken for a whole one', async () => {
  operate = () => ({
    Body: Readable.from(
      (async function* () {
        yield Buffer.alloc(70_000)
        throw new Error('the disk is gone')
      })(),
    ),
    ContentLength: 140_000,
  })
  await assert.rejects(
    s3()
      .send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }))
      .then(({ Body }) => Body?.transformToByteArray()),
  )
  assert.match(gateway.lines.join('\n'), /the body broke off: the disk is gone/)
})

test('an output that the model does not have is a failure with an answer', async () => {
  operate = () => ({ Body: Buffer.from('x'), Surprise: 1 })
  await assert.rejects(s3().send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' })), { name: 'InternalFailure' })
  assert.match(gateway.lines.join('\n'), /the output of s3:GetObject cannot be written/)
})

test('a body that nobody read does not become the next request', async () => {
  operate = () => {
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)
  }
  const client = s3()
  for (let count = 0; count < 3; count++) {
    await assert.rejects(client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: Buffer.alloc(1_500_000) })), { name: 'NoSuchBucket' })
  }
})

test('a client that goes away in the middle of an upload is an error for the operation, not a short object', async () => {
  let failed: unknown
  const received = new Promise<void>((resolve) => {
    operate = async ({ input }) => {
      try {
        for await (const chunk of (input as { Body: Readable }).Body) if (chunk.length > 0) resolve()
      } catch (error) {
        failed = error
        throw error
      }
      return {}
    }
  })
  const source = new Readable({ read() {} })
  source.push(Buffer.alloc(100_000))
  const abort = new AbortController()
  const put = s3().send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: source, ContentLength: 200_000 }), { abortSignal: abort.signal })
  await received
  abort.abort()
  await assert.rejects(put)
  while (failed === undefined) await new Promise((resolve) => setImmediate(resolve))
  assert.equal((failed as ServiceError).code, 'RequestTimeout')
})

test('the access log names what was asked, never a secret', async () => {
  const socket = connect(gateway.port, '127.0.0.1')
  socket.end('GET /bucket/key?X-Amz-Signature=secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
  while (!gateway.lines.some((line) => line.includes('GET /bucket/key'))) await new Promise((resolve) => setImmediate(resolve))
  const text = gateway.lines.join('\n')
  assert.match(text, /^[0-9A-F]{16} 40\d GET \/bucket\/key - 127\.0\.0\.1 /m)
  assert.match(text, /s3:PutObject arn:aws:iam::123456789012:root/)
  for (const secret of ['secret', ACCESS_KEY.secretAccessKey, SESSION_KEY.sessionToken]) assert.equal(text.includes(secret), false)
})

test('the end waits for answers that are under way, not for idle connections', async () => {
  let finish = () => {}
  const started = new Promise<void>((resolve) => {
    operate = () =>
      new Promise((done) => {
        finish = () => done({ Account: '123456789012' })
        resolve()
      })
  })
  const own = await startGateway((request) => operate(request))
  const idle = connect(own.port, '127.0.0.1')
  await once(idle, 'connect')
  const asked = new STSClient({ endpoint: own.endpoint, region: 'us-east-1', credentials: ACCESS_KEY, maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))
  await started
  const idleEnded = once(idle, 'close')
  const closed = own.close()
  await idleEnded
  finish()
  assert.equal((await asked).Account, '123456789012')
  await closed
})
