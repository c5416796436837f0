/** Answers that go on: events as AWS's binary frames (`application/vnd.amazon.eventstream`). Source: "Amazon Event Stream Specification" in Smithy's documentation. */
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Member, Shape } from '../model.ts'
import type { WireError } from '../types.ts'
import { misfit, structureOf } from './check.ts'
import { jsonStructure, jsonValue } from './json.ts'

export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream'

/** What an operation answers in the member that is an event stream: objects with exactly one member, the event. */
export type Events = AsyncIterable<Record<string, unknown>>

const isEvents = (value: unknown): value is Events => typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** Type 7: a text. */
const HEADER_TEXT = 7
const PRELUDE_BYTES = 8
const CRC_BYTES = 4

export function frame(headers: Readonly<Record<string, string>>, payload: Uint8Array): Buffer {
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(headers)) {
    const [key, text] = [Buffer.from(name), Buffer.from(value)]
    const lengths = Buffer.from([HEADER_TEXT, text.length >> 8, text.length & 255])
    parts.push(Buffer.from([key.length]), key, lengths, text)
  }
  const fields = Buffer.concat(parts)
  const bytes = Buffer.alloc(PRELUDE_BYTES + CRC_BYTES + fields.length + payload.length + CRC_BYTES)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.writeUInt32BE(fields.length, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, PRELUDE_BYTES)), PRELUDE_BYTES)
  fields.copy(bytes, PRELUDE_BYTES + CRC_BYTES)
  bytes.set(payload, PRELUDE_BYTES + CRC_BYTES + fields.length)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, bytes.length - CRC_BYTES)), bytes.length - CRC_BYTES)
  return bytes
}

/** One event; its members are JSON unless one of them is the payload. */
function eventFrame(stream: Shape, event: Record<string, unknown>): Buffer {
  const [name = ''] = Object.keys(structureOf(stream, event, ''))
  const { shape } = stream.byName.get(name) as Member
  const kind: Record<string, string> = shape.exception
    ? { ':message-type': 'exception', ':exception-type': name }
    : { ':message-type': 'event', ':event-type': name }
  const members = structureOf(shape, event[name], name)
  const payload = shape.members.find(({ eventPayload }) => eventPayload)
  const value = payload && members[payload.name]
  if (payload && value instanceof Uint8Array) return frame({ ...kind, ':content-type': 'application/octet-stream' }, value)
  const json = payload ? jsonValue(payload, value ?? {}, payload.name) : jsonStructure(shape, members, name)
  return frame({ ...kind, ':content-type': 'application/json' }, Buffer.from(JSON.stringify(json)))
}

/** An error after the answer has begun: a modelled one by its name, any other as an error of the stream itself. */
function failureFrame(stream: Shape, error: unknown): Buffer {
  const { code = 'InternalFailure', message = '' } = error instanceof Error && 'code' in error && 'httpStatus' in error ? (error as unknown as WireError) : {}
  const text = message || 'The request processing has failed because of an unknown error, exception or failure.'
  const known = stream.byName.get(code)?.shape
  if (known?.exception) return eventFrame(stream, { [code]: { [known.byName.has('Message') ? 'Message' : 'message']: text } })
  return frame({ ':message-type': 'error', ':error-code': code, ':error-message': text }, new Uint8Array())
}

/**
 * The body of an answer whose member is an event stream. `initial` are the other members of the output where the protocol has no headers for them.
 * Reading stops the events (`return` of their iterator) when the client goes away. Throws Misfit at once when `value` gives no events.
 */
export function eventStreamBody(member: Member, value: unknown, initial: Record<string, unknown> | undefined): Readable {
  if (!isEvents(value)) return misfit(member.name, 'must give events (an AsyncIterable)')
  async function* frames(): AsyncGenerator<Buffer> {
    if (initial)
      yield frame({ ':message-type': 'event', ':event-type': 'initial-response', ':content-type': 'application/json' }, Buffer.from(JSON.stringify(initial)))
    try {
      for await (const event of value as Events) yield eventFrame(member.shape, event)
    } catch (error) {
      yield failureFrame(member.shape, error)
      // A bug of ours: it breaks the connection off, and whoever sends the bytes hears of it.
      if (!(error instanceof Error && 'code' in error && 'httpStatus' in error)) throw error
    }
  }
  return Readable.from(frames(), { objectMode: false })
}
