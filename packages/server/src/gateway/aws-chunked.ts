/**
 * The content coding `aws-chunked`: chunks inside the body, each with its size and perhaps a signature, and headers after the last one.
 *
 *   hex-size[;chunk-signature=hex]\r\n  bytes \r\n  …  0[;chunk-signature=hex]\r\n  name:value\r\n …  [x-amz-trailer-signature:hex\r\n]  \r\n
 *
 * Clients split their writes anywhere, so this reads byte for byte. Source: "Signature calculations for the Authorization header: transferring a
 * payload in multiple chunks" and "… including trailing headers" in the S3 API reference.
 */
import { createHash, type Hash } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { ServiceError } from '../operation.ts'
import type { Limits } from './limits.ts'
import { type CredentialScope, EMPTY_SHA256, type SigningKey, sameSignature, scopeText, sha256, sign } from './sigv4.ts'

/** What each chunk's signature is made with; `seed` is the request's own. */
export interface ChunkSigning {
  readonly key: SigningKey
  readonly time: string
  readonly scope: CredentialScope
  readonly seed: string
}

export interface ChunkedOptions {
  /** Absent for unsigned chunks. */
  readonly signing?: ChunkSigning
  /** Names in `x-amz-trailer`, lower case; each must come, and no other. */
  readonly trailers: readonly string[]
  /** `x-amz-decoded-content-length`. */
  readonly decodedLength: number
  readonly limits: Pick<Limits, 'chunkLineBytes' | 'chunkBytes' | 'trailerBytes'>
}

type State = 'size' | 'data' | 'data-end' | 'trailer' | 'end'

const CR = 0x0d
const LF = 0x0a

const malformed = (message: string) => new ServiceError('IncompleteBody', message, 400)
const malformedTrailer = () =>
  new ServiceError('MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.', 400)
const wrongSignature = () =>
  new ServiceError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  )

export class AwsChunkedDecoder extends Transform {
  #state: State = 'size'
  #line = ''
  #left = 0
  #decoded = 0
  #trailerBytes = 0
  #last = false
  #hash: Hash | undefined
  #previous: string
  #claimed = ''
  readonly #options: ChunkedOptions
  readonly #trailers: Record<string, string> = Object.create(null)

  /** Complete once the stream has ended; undefined when none were announced. */
  readonly trailers: (() => Readonly<Record<string, string>>) | undefined

  constructor(options: ChunkedOptions) {
    super()
    this.trailers = options.trailers.length > 0 ? () => this.#trailers : undefined
    this.#options = options
    this.#previous = options.signing?.seed ?? ''
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#read(chunk)
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.#state === 'end' ? null : malformed('The request body terminated unexpectedly'))
  }

  #read(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length) {
      if (this.#state === 'data') at += this.#takeData(bytes.subarray(at, at + this.#left))
      else if (this.#state === 'end') throw malformed('Data after the end of the aws-chunked body.')
      else at = this.#takeLine(bytes, at)
    }
  }

  #takeData(data: Buffer): number {
    this.#hash?.update(data)
    this.#left -= data.length
    if (this.#left === 0) this.#state = 'data-end'
    this.push(data)
    return data.length
  }

  /** Gathers up to the end of a line and acts on it. Returns where to go on. */
  #takeLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(LF, from)
    const stop = end < 0 ? bytes.length : end
    if (this.#line.length + stop - from > this.#options.limits.chunkLineBytes) throw malformed('A line of the aws-chunked body is too long.')
    this.#line += bytes.toString('latin1', from, stop)
    if (end < 0) return bytes.length
    const line = this.#line
    this.#line = ''
    if (line.charCodeAt(line.length - 1) !== CR) throw malformed('A line of the aws-chunked body does not end in CRLF.')
    this.#act(line.slice(0, -1))
    return end + 1
  }

  #act(line: string): void {
    if (this.#state === 'size') this.#startChunk(line)
    else if (this.#state === 'data-end') {
      if (line !== '') throw malformed('A chunk is longer than its size says.')
      this.#endChunk()
    } else this.#takeTrailer(line)
  }

  #startChunk(line: string): void {
    const match = /^([0-9a-fA-F]{1,16})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line)
    if (!match) throw malformed('The size of a chunk cannot be read.')
    this.#left = Number.parseInt(match[1] as string, 16)
    if (this.#left > this.#options.limits.chunkBytes) throw malformed('A chunk is too large.')
    this.#decoded += this.#left
    if (this.#decoded > this.#options.decodedLength) throw malformed('The body is longer than x-amz-decoded-content-length says.')
    this.#last = this.#left === 0
    if (this.#options.signing) {
      if (match[2] === undefined) throw wrongSignature()
      this.#claimed = match[2]
      this.#hash = this.#last ? undefined : createHash('sha256')
    }
    if (!this.#last) this.#state = 'data'
    else this.#finishData()
  }

  #endChunk(): void {
    this.#checkChunk(this.#hash?.digest('hex') ?? EMPTY_SHA256)
    this.#state = 'size'
  }

  #finishData(): void {
    if (this.#decoded !== this.#options.decodedLength)
      throw malformed('You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header.')
    this.#checkChunk(EMPTY_SHA256)
    this.#state = 'trailer'
  }

  #checkChunk(hash: string): void {
    const { signing } = this.#options
    if (!signing) return
    const expected = sign(signing.key, `AWS4-HMAC-SHA256-PAYLOAD\n${signing.time}\n${scopeText(signing.scope)}\n${this.#previous}\n${EMPTY_SHA256}\n${hash}`)
    if (!sameSignature(expected, this.#claimed)) throw wrongSignature()
    this.#previous = expected
  }

  #takeTrailer(line: string): void {
    if (line === '') {
      this.#finish()
      return
    }
    this.#trailerBytes += line.length
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon < 1 || name in this.#trailers || this.#trailerBytes > this.#options.limits.trailerBytes) throw malformedTrailer()
    if (name !== 'x-amz-trailer-signature' && !this.#options.trailers.includes(name)) throw malformedTrailer()
    this.#trailers[name] = line.slice(colon + 1).trim()
  }

  #finish(): void {
    const { signing, trailers } = this.#options
    const claimed = this.#trailers['x-amz-trailer-signature']
    delete this.#trailers['x-amz-trailer-signature']
    for (const name of trailers) if (!(name in this.#trailers)) throw malformedTrailer()
    if (signing && trailers.length > 0) {
      const text = Object.keys(this.#trailers)
        .map((name) => `${name}:${this.#trailers[name]}\n`)
        .join('')
      const expected = sign(
        signing.key,
        `AWS4-HMAC-SHA256-TRAILER\n${signing.time}\n${scopeText(signing.scope)}\n${this.#previous}\n${sha256(Buffer.from(text, 'latin1'))}`,
      )
      if (claimed === undefined || !sameSignature(expected, claimed)) throw wrongSignature()
    } else if (claimed !== undefined && !signing) throw malformedTrailer()
    this.#state = 'end'
  }
}
