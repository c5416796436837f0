/** Event streams, read back by the AWS SDK for JavaScript; and the frame's bytes as Smithy's specification has them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf, commandOf } from '../../testing/clients.ts'
import { findRoute, type ServiceId, writeOutput } from '../index.ts'
import { frame } from './event-stream.ts'

class Coded extends Error {
  readonly httpStatus = 400
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What the SDK gives for the events; `fails` is thrown after them. */
async function heard(
  service: ServiceId,
  operation: string,
  input: object,
  output: Record<string, unknown>,
  member: string,
): Promise<{ events: unknown[]; error?: Error; answer: Record<string, unknown> }> {
  const Command = commandOf(service, operation) as new (input: unknown) => unknown
  const client = clientOf(service, (request) => writeOutput(findRoute(service, request), output, 'id'))
  const answer = await client.send(new Command(input))
  const events: unknown[] = []
  try {
    for await (const event of answer[member] as AsyncIterable<unknown>) events.push(event)
  } catch (error) {
    return { events, error: error as Error, answer }
  }
  return { events, answer }
}

async function* given(events: readonly Record<string, unknown>[], fails?: Error) {
  yield* events
  if (fails) throw fails
}

const invoke = { EndpointName: 'e', Body: Buffer.from('1') }

test('bytes as the payload, the rest in headers', async () => {
  const parts = ['one', 'two', 'x'.repeat(100_000)]
  const events = given(parts.map((text) => ({ PayloadPart: { Bytes: new Uint8Array(Buffer.from(text)) } })))
  const output = { Body: events, ContentType: 'text/plain', InvokedProductionVariant: 'v' }
  const { events: seen, answer } = await heard('sagemaker-runtime', 'InvokeEndpointWithResponseStream', invoke, output, 'Body')
  assert.deepEqual(
    seen.map((event) => Buffer.from((event as { PayloadPart: { Bytes: Uint8Array } }).PayloadPart.Bytes).toString()),
    parts,
  )
  assert.deepEqual([answer.ContentType, answer.InvokedProductionVariant], ['text/plain', 'v'])
})

test('JSON events, after the initial response', async () => {
  const start = { sessionStart: { requestId: 'r', sessionId: 's', logGroupIdentifiers: ['g'] } }
  const update = { sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [{ message: 'Zeile\u2028 ü 🦉', timestamp: 1_700_000_000_000 }] } }
  const { events } = await heard(
    'logs',
    'StartLiveTail',
    { logGroupIdentifiers: ['arn:aws:logs:us-east-1:123456789012:log-group:g'] },
    { responseStream: given([start, update]) },
    'responseStream',
  )
  assert.deepEqual(events, [start, update])
})

test('errors after the beginning: modelled ones by their class, others by their code', async () => {
  const first = { PayloadPart: { Bytes: new Uint8Array([1]) } }
  const modelled = await heard(
    'sagemaker-runtime',
    'InvokeEndpointWithResponseStream',
    invoke,
    { Body: given([first], new Coded('ModelStreamError', 'broke')) },
    'Body',
  )
  assert.equal(modelled.events.length, 1)
  assert.deepEqual([modelled.error?.constructor.name, modelled.error?.message], ['ModelStreamError', 'broke'])
  const other = await heard(
    'sagemaker-runtime',
    'InvokeEndpointWithResponseStream',
    invoke,
    { Body: given([first], new Coded('ThrottlingException', 'slow down')) },
    'Body',
  )
  assert.match(`${other.error?.name} ${other.error?.message}`, /ThrottlingException.*slow down/)
})

test('what is no stream of events is our bug', () => {
  const request = { method: 'POST', path: '/endpoints/e/invocations-response-stream', query: '', headers: {}, body: Buffer.from('1') }
  assert.throws(() => writeOutput(findRoute('sagemaker-runtime', request), { Body: 'text' }, 'id'), /must give events/)
})

test('a frame is its prelude, headers, payload, each with a checksum', () => {
  // The example of Smithy's specification with one header: {"foo":"bar"}, `content-type: application/json`.
  const expected = '0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1'
  assert.equal(frame({ 'content-type': 'application/json' }, Buffer.from("{'foo':'bar'}")).toString('hex'), expected)
})
