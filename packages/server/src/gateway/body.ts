/** The bytes of a request: held in memory for most operations, handed on as a stream to those on byte streams. Both ways verify what was signed. */
import { createHash, hash } from 'node:crypto'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import type { BodyStream } from '../lib/body-stream.ts'
import { ServiceError } from '../operation.ts'
import { AwsChunkedDecoder } from './aws-chunked.ts'
import { verifyDigests } from './body-digests.ts'
import type { Exchange } from './exchange.ts'
import { tooLarge } from './faults.ts'
import type { Tools } from './tools.ts'

const NOTHING = Buffer.alloc(0)

/** Whether the request announces a body at all. */
export const hasBody = (exchange: Exchange): boolean => {
  const length = exchange.headers['content-length']
  return length === undefined ? exchange.headers['transfer-encoding'] !== undefined : length !== '0'
}

/** From here on the body is wanted: a client that asked first (`Expect: 100-continue`) may send it, and a slow one is watched. */
export function startReading(exchange: Exchange, tools: Tools): Readable {
  if (exchange.expectsContinue) exchange.response.writeContinue()
  exchange.expectsContinue = false
  tools.watchBody(exchange.request)
  return exchange.request
}

/**
 * The body as sent, up to `limitBytes`.
 * @throws ServiceError when it is larger; before any byte is read when its length says so.
 */
export function collectBody(exchange: Exchange, tools: Tools, limitBytes: number): Promise<Uint8Array> | Uint8Array {
  if (!hasBody(exchange)) return NOTHING
  if (Number(exchange.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(exchange, limitBytes)
  return gather(exchange, startReading(exchange, tools), limitBytes)
}

function gather(exchange: Exchange, source: Readable, limitBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    source.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limitBytes) {
        source.removeAllListeners('data')
        source.pause()
        reject(tooLarge(exchange, limitBytes))
      } else chunks.push(chunk)
    })
    source.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)))
    source.on('error', (error) => reject(error instanceof ServiceError ? error : clientGone()))
    source.on('close', () => {
      if (!source.readableEnded) reject(clientGone())
    })
  })
}

const clientGone = () =>
  new ServiceError('RequestTimeout', 'Your socket connection to the server was not read from or written to within the timeout period.', 400)

const mismatch = (claimed: string, computed: string) =>
  new ServiceError('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", 400, {
    ClientComputedContentSHA256: claimed,
    S3ComputedContentSHA256: computed,
  })

/** S3's body in memory, verified as its payload header says, and what S3's digest headers and trailers say of it. `checksummed`: those of `x-amz-checksum-*` too. */
export async function collectVerified(exchange: Exchange, tools: Tools, limitBytes: number, checksummed: boolean): Promise<Uint8Array> {
  const { payload, headers, service } = exchange
  if (payload?.kind === 'chunked') {
    if (!hasBody(exchange)) return NOTHING
    const decoded = streamVerified(exchange, tools)
    const body = await gather(exchange, decoded, limitBytes)
    if (service === 's3') verifyDigests(body, headers, decoded.trailers?.(), checksummed)
    return body
  }
  const body = await collectBody(exchange, tools, limitBytes)
  if (service === 's3') verifyDigests(body, headers, undefined, checksummed)
  if (payload?.kind === 'hashed') {
    const computed = hash('sha256', body, 'hex')
    if (computed !== payload.sha256) throw mismatch(payload.sha256, computed)
  }
  return body
}

/** Hashes what passes and errors instead of ending when it is not what was signed. */
class HashCheck extends Transform {
  readonly #hash = createHash('sha256')
  readonly #claimed: string
  constructor(claimed: string) {
    super()
    this.#claimed = claimed
  }
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    done(null, chunk)
  }
  override _flush(done: TransformCallback): void {
    const computed = this.#hash.digest('hex')
    done(computed === this.#claimed ? null : mismatch(this.#claimed, computed))
  }
}

/** The decoded body as a stream. It is destroyed with a ServiceError when the client goes away or what came is not what was signed. */
export function streamVerified(exchange: Exchange, tools: Tools): BodyStream {
  const { payload, headers } = exchange
  if (payload?.kind === 'chunked') {
    const decoder = new AwsChunkedDecoder({
      ...(payload.signed && exchange.chunkSigning && { signing: exchange.chunkSigning }),
      trailers: payload.trailers ? trailerNames(headers['x-amz-trailer']) : [],
      decodedLength: decodedLength(headers),
      limits: tools.limits,
    })
    return through(startReading(exchange, tools), decoder)
  }
  return through(startReading(exchange, tools), payload?.kind === 'hashed' ? new HashCheck(payload.sha256) : new PassOn())
}

class PassOn extends Transform {
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    done(null, chunk)
  }
}

export function through<Next extends Transform>(source: Readable, next: Next): Next {
  source.on('error', () => next.destroy(clientGone()))
  source.on('close', () => {
    if (!source.readableEnded) next.destroy(clientGone())
  })
  source.pipe(next)
  // What is wrong with the body is the reader's to hear; without a reader it must not end the process.
  next.on('error', () => source.unpipe(next))
  return next
}

const trailerNames = (header: string | undefined): string[] =>
  (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')

function decodedLength(headers: Readonly<Record<string, string>>): number {
  const text = headers['x-amz-decoded-content-length']
  if (text === undefined) throw new ServiceError('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411)
  if (!/^\d{1,15}$/.test(text)) throw new ServiceError('InvalidArgument', 'x-amz-decoded-content-length must be a number of bytes.', 400)
  return Number(text)
}
