/** Names and values of a query string or a form, and the body's bytes. Parsed once a request, though routing and reading both ask. */
import { gunzipSync } from 'node:zlib'
import { Malformed } from '../errors.ts'
import * as limits from '../limits.ts'
import type { WireRequest } from '../types.ts'

/** In the order they came. A repeated name has several values. */
export class Parameters {
  readonly all: readonly (readonly [string, string])[]
  readonly #byName = new Map<string, string[]>()
  constructor(all: readonly (readonly [string, string])[]) {
    this.all = all
    for (const [name, value] of all) {
      const values = this.#byName.get(name)
      if (values) values.push(value)
      else this.#byName.set(name, [value])
    }
  }
  has(name: string): boolean {
    return this.#byName.has(name)
  }
  get(name: string): string | undefined {
    return this.#byName.get(name)?.[0]
  }
  getAll(name: string): readonly string[] {
    return this.#byName.get(name) ?? []
  }
}

/** Decodes percent signs and plus signs. Throws Malformed on a stray percent sign or bytes that are not UTF-8. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Malformed(`Invalid percent-encoding`)
  }
}

function parsed(text: string): Parameters {
  const all: [string, string][] = []
  for (let from = 0; from < text.length; ) {
    let to = text.indexOf('&', from)
    if (to < 0) to = text.length
    if (to > from) {
      const equals = text.indexOf('=', from)
      const split = equals < 0 || equals > to ? to : equals
      if (all.length >= limits.formFields) throw new Malformed(`More than ${limits.formFields} parameters`)
      if (split - from > limits.nameLength) throw new Malformed('A parameter name is too long')
      all.push([decoded(text.slice(from, split)), decoded(text.slice(split + 1, to))])
    }
    from = to + 1
  }
  return new Parameters(all)
}

/** Once a request. On the request itself: a WeakMap costs a microsecond for each of them, which the garbage collector pays again. */
function cached<T>(name: string, make: (request: WireRequest) => T): (request: WireRequest) => T {
  const place = Symbol(name)
  return (request) => {
    const holder = request as WireRequest & { [place]?: T }
    let value = holder[place]
    if (value === undefined) {
      value = make(request)
      holder[place] = value
    }
    return value
  }
}

const noParameters = new Parameters([])

export const queryOf = cached('query', (request) => (request.query === '' ? noParameters : parsed(request.query)))

const notHoisted =
  /^x-amz-(?:checksum-|sdk-checksum-algorithm$|algorithm$|credential$|date$|expires$|security-token$|signature$|signedheaders$|content-sha256$)/

/**
 * The headers, and for a presigned request the `x-amz-*` parameters that stand in their place: SDKs move such headers into the URL they sign.
 * Not the checksums: an SDK computes them over the empty body it signs with, and S3 ignores them there.
 */
export const headersOf = cached('headers', (request): Readonly<Record<string, string>> => {
  const query = queryOf(request)
  if (!query.has('X-Amz-Signature')) return request.headers
  const headers: Record<string, string> = { ...request.headers }
  for (const [name, value] of query.all) {
    const header = name.toLowerCase()
    if (header.startsWith('x-amz-') && !notHoisted.test(header)) headers[header] ??= value
  }
  return headers
})

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Throws Malformed when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Malformed('The request body is not UTF-8')
  }
}

/** The body without its gzip coding, which botocore puts on long PutMetricData requests (over 10 KiB). */
export const bodyOf = cached('body', (request): Uint8Array => {
  if (request.headers['content-encoding']?.toLowerCase() !== 'gzip' || request.body.length === 0) return request.body
  try {
    return gunzipSync(request.body, { maxOutputLength: limits.inflated })
  } catch {
    throw new Malformed('The request body is not gzip, or expands too far')
  }
})

/** A form's fields: those of the query string, then those of the body. Signing parameters among them mean nothing to any operation. */
export const formOf = cached('form', (request) => {
  const body = bodyOf(request)
  const fields = body.length === 0 ? [] : parsed(textOf(body)).all
  return new Parameters([...queryOf(request).all, ...fields])
})
