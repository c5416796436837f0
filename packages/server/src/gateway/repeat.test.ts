/** The shorter way: which requests take it, and that each of them is verified. Requests are signed by the AWS SDK. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, beforeEach, test } from 'node:test'
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { ServiceError } from '../operation.ts'
import { ACCESS_KEY, SESSION_KEY, startGateway } from './testing.ts'
import type { Operations } from './tools.ts'

const asked: string[] = []
let version = 0
let mayRepeat = true
let now = Date.now()

const dispatcher: Operations = {
  operate: async ({ input }) => {
    asked.push(`judged ${Buffer.from(input.Body as Uint8Array)}`)
    return { Body: 'first' }
  },
  passing: () => undefined,
  knows: () => true,
  version: () => version,
  again: () =>
    mayRepeat
      ? async (body) => {
          asked.push(`again ${Buffer.from(body)}`)
          if (`${Buffer.from(body)}` === 'broken') throw new ServiceError('ModelError', 'broken', 424)
          return { Body: 'second' }
        }
      : undefined,
}
const gateway = await startGateway(undefined, { dispatcher, clock: { now: () => new Date(now), monotonicMs: () => performance.now() } })
const clientOf = (credentials: typeof ACCESS_KEY) =>
  new SageMakerRuntimeClient({ endpoint: gateway.endpoint, region: 'us-east-1', credentials, maxAttempts: 1, systemClockOffset: 0 })
const runtime = clientOf(ACCESS_KEY)
after(async () => {
  runtime.destroy()
  await gateway.close()
})
beforeEach(() => {
  // What was known is void.
  version++
  mayRepeat = true
  asked.length = 0
})

const invoke = async (Body: string, more: object = {}, client = runtime) => {
  const answer = await client.send(new InvokeEndpointCommand({ EndpointName: 'e', ContentType: 'text/csv', Body, ...more }))
  return answer.Body.transformToString()
}

test('the second call differs in its body alone: it is not judged again', async () => {
  assert.equal(await invoke('1'), 'first')
  assert.equal(await invoke('2'), 'second')
  assert.equal(await invoke('3'), 'second')
  assert.deepEqual(asked, ['judged 1', 'again 2', 'again 3'])
})

test('another header, another endpoint, another caller: judged', async () => {
  await invoke('1')
  await invoke('2', { Accept: 'application/json' })
  await invoke('3', { EndpointName: 'f' })
  const other = clientOf(SESSION_KEY)
  await invoke('4', {}, other)
  await invoke('5', {}, other)
  other.destroy()
  assert.deepEqual(asked, ['judged 1', 'judged 2', 'judged 3', 'judged 4', 'again 5'])
})

test('after any change it is judged again', async () => {
  await invoke('1')
  version++
  await invoke('2')
  await invoke('3')
  assert.deepEqual(asked, ['judged 1', 'judged 2', 'again 3'])
})

test('a change while the body is on its way counts', async () => {
  const slow = clientOf(ACCESS_KEY)
  // After the signature is made, the body becomes a stream, before whose bytes the change comes.
  slow.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: unknown }
      const bytes = Buffer.from(request.body as Uint8Array)
      if (bytes.toString() === '2') {
        request.body = Readable.from(
          (async function* () {
            version++
            yield bytes
          })(),
        )
      }
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low', name: 'slowBody' },
  )
  await invoke('1', {}, slow)
  await invoke('2', {}, slow)
  await invoke('3', {}, slow)
  slow.destroy()
  assert.deepEqual(asked, ['judged 1', 'judged 2', 'again 3'])
})

test('an operation that must be judged each time is', async () => {
  mayRepeat = false
  await invoke('1')
  await invoke('2')
  assert.deepEqual(asked, ['judged 1', 'judged 2'])
})

test('a wrong signature and an old one are refused in the words of the whole way', async () => {
  await invoke('1')
  const wrong = clientOf({ ...ACCESS_KEY, secretAccessKey: 'another' })
  await assert.rejects(invoke('2', {}, wrong), { name: 'InvalidSignatureException' })
  wrong.destroy()
  const before = now
  now += 6 * 60_000
  await assert.rejects(invoke('3'), { name: 'InvalidSignatureException', message: /Signature expired/ })
  now = before
  assert.equal(await invoke('4'), 'second')
  assert.deepEqual(asked, ['judged 1', 'again 4'])
})

test('an error of the operation is answered like the first time', async () => {
  await invoke('1')
  await assert.rejects(invoke('broken'), { name: 'ModelError', message: 'broken' })
  assert.deepEqual(asked, ['judged 1', 'again broken'])
})

test('an empty body and one over the limit go the whole way', async () => {
  await invoke('1')
  await invoke('')
  await assert.rejects(invoke('x'.repeat(6_291_457)))
  assert.deepEqual(asked, ['judged 1', 'judged '])
})
