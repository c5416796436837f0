/** A batch transform job's input, cut into what one request carries. */

/** Payload bytes, with the records in it when they were told apart. */
export interface Payload {
  readonly body: Buffer
  /** Without their line ends. Undefined when the object goes as a whole. */
  readonly records: readonly Buffer[] | undefined
}

/** What one request may carry. */
export interface Packing {
  readonly maxBytes: number
  /** One record a request. */
  readonly single: boolean
}

export const TOO_MUCH = 'Too much data for max payload size'

const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

/** The whole object. Throws Error when it is larger than a request may be. */
export async function wholePayload(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Payload> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes) throw new Error(TOO_MUCH)
    chunks.push(chunk)
  }
  return { body: Buffer.concat(chunks, size), records: undefined }
}

/** The object's lines, without their ends; the last one too when it has none. Empty lines are no records. Throws Error for a line that no request can carry. */
export async function* lines(body: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of body) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = trimmed(Buffer.concat([...rest, chunk.subarray(start, end)]))
      rest = []
      held = 0
      start = end + 1
      if (line.length > 0) yield line
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start))
      held += chunk.length - start
      if (held > maxBytes) throw new Error(TOO_MUCH)
    }
  }
  const last = trimmed(Buffer.concat(rest))
  if (last.length > 0) yield last
}

const trimmed = (line: Buffer): Buffer => (line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line)

/** Packs records as BatchStrategy says; `shape` makes of a record what the model gets (its bytes count). Throws Error for a record that no request can carry. */
export async function* packed(records: AsyncIterable<Buffer>, { maxBytes, single }: Packing, shape: (record: Buffer) => Buffer): AsyncGenerator<Payload> {
  let batch: Buffer[] = []
  let shaped: Buffer[] = []
  let size = 0
  const take = (): Payload => {
    const payload = { body: Buffer.concat(shaped.flatMap((bytes) => [bytes, LINE_END])), records: batch }
    batch = []
    shaped = []
    size = 0
    return payload
  }
  for await (const record of records) {
    const bytes = shape(record)
    if (bytes.length + 1 > maxBytes) throw new Error(TOO_MUCH)
    if (batch.length > 0 && (single || size + bytes.length + 1 > maxBytes)) yield take()
    batch.push(record)
    shaped.push(bytes)
    size += bytes.length + 1
  }
  if (batch.length > 0) yield take()
}

const LINE_END = Buffer.from('\n')
