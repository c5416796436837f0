/** A browser's form with a file, as S3 takes it: fields first, then the file, whose bytes come out of this stream as they arrive. What follows the file is ignored. */
import { Transform, type TransformCallback } from 'node:stream'
import { ServiceError } from '../operation.ts'

const malformed = () => new ServiceError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.', 400)
const withoutFile = () => new ServiceError('InvalidArgument', 'POST requires exactly one file upload per request.', 400)
const tooMuch = () => new ServiceError('MaxPostPreDataLengthExceededError', 'Your POST request fields preceding the upload file were too large.', 400)

export interface FormFields {
  /** By lower-case names; the first value counts. */
  readonly fields: ReadonlyMap<string, string>
  /** As the browser names it; undefined when it does not. */
  readonly fileName: string | undefined
}

/** The boundary of a `multipart/form-data` content type; undefined for another type or a malformed one. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(contentType ?? '')
  return match?.[1] ?? match?.[2]
}

type State = 'start' | 'headers' | 'field' | 'file' | 'rest'

const HEADERS_END = Buffer.from('\r\n\r\n')

export class MultipartForm extends Transform {
  /** Resolves when the file begins; rejects when there is none or what comes before is too long or malformed. */
  readonly begun: Promise<FormFields>
  #state: State = 'start'
  #held: Buffer = Buffer.alloc(0)
  #name = ''
  #spentBytes = 0
  #begin: (fields: FormFields) => void = () => {}
  readonly #fields = new Map<string, string>()
  readonly #delimiter: Buffer
  readonly #maxFieldBytes: number

  constructor(boundary: string, maxFieldBytes: number) {
    super()
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
    this.#maxFieldBytes = maxFieldBytes
    // The first delimiter has no line before it.
    this.#held = Buffer.from('\r\n')
    this.begun = new Promise((resolve, reject) => {
      this.#begin = resolve
      this.once('error', reject)
      this.once('close', () => reject(malformed()))
    })
    this.begun.catch(() => undefined)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      if (this.#state !== 'rest') {
        this.#held = Buffer.concat([this.#held, chunk])
        while (this.#step());
      }
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  override _flush(done: TransformCallback): void {
    const nothingMore = this.#state === 'headers' && this.#held.toString('latin1', 0, 2) === '--'
    done(this.#state === 'rest' ? null : nothingMore ? withoutFile() : malformed())
  }

  /** Takes one piece of what is held; false when more must come first. */
  #step(): boolean {
    switch (this.#state) {
      case 'start':
        return this.#take(this.#delimiter, () => this.#expectHeaders())
      case 'headers':
        return this.#take(HEADERS_END, (bytes) => this.#readHeaders(bytes.toString('utf8')))
      case 'field':
        return this.#take(this.#delimiter, (bytes) => {
          if (!this.#fields.has(this.#name)) this.#fields.set(this.#name, bytes.toString('utf8'))
          this.#expectHeaders()
        })
      case 'file':
        return this.#passFile()
      case 'rest':
        return false
    }
  }

  #take(end: Buffer, act: (bytes: Buffer) => void): boolean {
    const at = this.#held.indexOf(end)
    if (this.#spentBytes + (at < 0 ? this.#held.length : at) > this.#maxFieldBytes) throw tooMuch()
    if (at < 0) return false
    const bytes = this.#held.subarray(0, at)
    this.#held = this.#held.subarray(at + end.length)
    this.#spentBytes += at + end.length
    act(bytes)
    return true
  }

  #expectHeaders(): void {
    this.#state = 'headers'
  }

  /** What stands between a delimiter and the part's content: the delimiter's line end, then headers. */
  #readHeaders(text: string): void {
    const [lineEnd = '', ...lines] = text.split('\r\n')
    if (lineEnd.startsWith('--')) throw withoutFile()
    if (lineEnd.trim() !== '') throw malformed()
    const disposition = lines.find((line) => /^content-disposition\s*:/i.test(line)) ?? ''
    const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1]?.toLowerCase()
    if (name === undefined) throw malformed()
    if (name !== 'file') {
      this.#name = name
      this.#state = 'field'
      return
    }
    this.#state = 'file'
    this.#begin({ fields: this.#fields, fileName: /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1]?.replace(/^.*[\\/]/, '') })
  }

  #passFile(): boolean {
    const at = this.#held.indexOf(this.#delimiter)
    if (at >= 0) {
      if (at > 0) this.push(this.#held.subarray(0, at))
      this.#held = Buffer.alloc(0)
      this.#state = 'rest'
      return false
    }
    // The end of what is held may be the beginning of the delimiter.
    const sure = this.#held.length - this.#delimiter.length + 1
    if (sure > 0) {
      this.push(this.#held.subarray(0, sure))
      this.#held = this.#held.subarray(sure)
    }
    return false
  }
}
