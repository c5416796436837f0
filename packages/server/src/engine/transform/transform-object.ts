/** One object of a batch transform job: read from S3, sent to the model payload by payload, its result written to a file of this machine in the order of the input. */
import type { FileHandle } from 'node:fs/promises'
import type { FrameAnswer } from '../frame-client.ts'
import type { Processing } from './data-processing.ts'
import { lines, type Packing, type Payload, packed, wholePayload } from './payloads.ts'

export interface ObjectWork {
  readonly body: AsyncIterable<Buffer>
  readonly output: FileHandle
  readonly packing: Packing
  /** Lines are records; else the object is one payload. */
  readonly split: boolean
  /** A line end after every result. */
  readonly assembled: boolean
  readonly processing: Processing | undefined
  /** Requests on their way at the same time. */
  readonly parallel: number
  /** Rejects when there is no answer at all. */
  ask(payload: Buffer): Promise<FrameAnswer>
}

/** The model's refusal of a payload; the message is what the data log shows. */
export class PayloadRefused extends Error {
  override readonly name = 'PayloadRefused'
}

/** Rejects with PayloadRefused, or with an Error in a sentence for data that cannot be worked with. */
export async function transformObject(work: ObjectWork): Promise<void> {
  const waiting: Promise<string>[] = []
  const settle = async () => void (await work.output.write((await waiting.shift()) ?? ''))
  try {
    for await (const payload of payloadsOf(work)) {
      const result = answerTo(payload, work)
      // It is looked at in its turn; until then its failure is nobody's surprise.
      result.catch(() => undefined)
      waiting.push(result)
      if (waiting.length >= work.parallel) await settle()
    }
    while (waiting.length > 0) await settle()
  } finally {
    await Promise.allSettled(waiting)
  }
}

async function* payloadsOf({ body, packing, split, processing }: ObjectWork): AsyncGenerator<Payload> {
  if (split) yield* packed(lines(body, packing.maxBytes), packing, processing ? (record) => processing.shape(record) : (record) => record)
  else {
    const whole = await wholePayload(body, packing.maxBytes)
    if (whole.body.length > 0) yield processing ? { body: processing.shape(whole.body), records: [whole.body] } : whole
  }
}

async function answerTo(payload: Payload, { ask, processing, assembled, split }: ObjectWork): Promise<string> {
  const { head, body } = await ask(payload.body)
  if (head.status < 200 || head.status > 299) throw new PayloadRefused(`${head.status}\n\nMessage:\n${body.toString('utf8').slice(0, 2_000)}`)
  const text = body.toString('utf8')
  if (!processing?.joins) return assembled ? ended(text) : text
  const records = payload.records ?? []
  // A JSON document may have line ends of its own.
  const results = split ? withoutLastEnd(text).split(/\r?\n/) : [text]
  if (results.length !== records.length)
    throw new Error(
      `The model answered ${results.length} results for ${records.length} records: they cannot be told apart. A model must answer one line for each record`,
    )
  return records.map((record, index) => `${processing.finish(record, results[index] as string)}${assembled ? '\n' : ''}`).join('')
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
const withoutLastEnd = (text: string): string => text.replace(/\r?\n$/, '')
