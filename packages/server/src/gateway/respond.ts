/** Wire: output or error to bytes, and the bytes to the client. */
import { pipeline, Readable } from 'node:stream'
import { type Route, type ServiceId, type WireResponse, writeError, writeOutput } from '#wire'
import type { ServiceError } from '../operation.ts'
import { hasBody } from './body.ts'
import type { Exchange } from './exchange.ts'
import { formAnswer } from './post-form.ts'
import type { Tools } from './tools.ts'

/** An unread rest of a body that is read and thrown away to keep the connection; a longer one ends it. */
const DRAINED_BYTES = 8 * 1024 * 1024

export function respond(exchange: Exchange, tools: Tools): void {
  if (exchange.handedOver) return
  if (exchange.response.destroyed) {
    discardOutput(exchange)
    return
  }
  try {
    answerWith(exchange, answerOf(exchange, tools), tools)
  } catch (error) {
    // For example a header with characters that HTTP does not allow: our bug, and still an answer.
    tools.log(`${exchange.id} the answer cannot be sent: ${(error as Error).stack}`)
    discardOutput(exchange)
    if (exchange.response.headersSent) exchange.response.destroy()
    else exchange.response.writeHead(500, { connection: 'close', 'content-length': '0' }).end()
  }
}

/** An output whose bytes nobody will read must not keep its file open. */
export function discardOutput(exchange: Exchange): void {
  for (const member of Object.values((exchange.output ?? {}) as object)) if (member instanceof Readable) member.destroy()
  exchange.output = undefined
}

function answerWith(exchange: Exchange, answer: WireResponse, tools: Tools): void {
  // After a Content-Length, Node takes this header for bytes and refuses every character beyond ASCII in it: it goes first.
  const disposition = answer.headers['content-disposition']
  const headers: Record<string, string> = disposition === undefined ? { ...answer.headers } : { 'content-disposition': disposition, ...answer.headers }
  if (exchange.scheme === 'http' && exchange.headers.origin !== undefined) headers.vary ??= 'Origin'
  leaveConnectionClean(exchange, headers)
  send(exchange, answer, headers, tools)
}

function answerOf(exchange: Exchange, tools: Tools): WireResponse {
  const { service, fault, answer, route } = exchange
  if (fault) discardOutput(exchange)
  if (fault) return service ? faultAnswer(service, exchange.protocol, fault, exchange.id) : plainFault(fault)
  if (answer) return answer
  try {
    const written = writeOutput(route as Route, exchange.output as Record<string, unknown>, exchange.id)
    return exchange.form ? formAnswer(exchange.form, written, exchange.call?.origin ?? '') : written
  } catch (error) {
    tools.log(`${exchange.id} the output of ${service}:${route?.operation} cannot be written: ${(error as Error).stack}`)
    const failure = {
      code: 'InternalFailure',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
      httpStatus: 500,
    }
    return faultAnswer(service as ServiceId, exchange.protocol, failure, exchange.id)
  }
}

type Fault = Pick<ServiceError, 'code' | 'message' | 'httpStatus'>

const faultAnswer = (service: ServiceId, protocol: Route['protocol'], fault: Fault, id: string): WireResponse => writeError(service, protocol, fault, id)

/** Before the service is known there is no protocol to speak. */
const plainFault = (fault: Fault): WireResponse => ({
  status: fault.httpStatus,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ __type: fault.code, message: fault.message }),
})

/** What of the request's body nobody wanted must not be taken for the next request. */
function leaveConnectionClean(exchange: Exchange, headers: Record<string, string>): void {
  const { request } = exchange
  if (request.complete || !hasBody(exchange)) return
  const announced = Number(exchange.headers['content-length'] ?? Number.POSITIVE_INFINITY)
  if (exchange.expectsContinue || announced > DRAINED_BYTES) headers.connection = 'close'
  else {
    // A pipe that nobody drains would hold the rest back.
    request.unpipe()
    request.resume()
  }
}

const BODILESS = new Set([204, 304])

function send(exchange: Exchange, answer: WireResponse, headers: Record<string, string>, tools: Tools): void {
  const { response } = exchange
  const { status, body } = answer
  if (body instanceof Readable) {
    response.writeHead(status, headers)
    if (exchange.method === 'HEAD' || BODILESS.has(status)) {
      body.destroy()
      response.end()
      return
    }
    pipeline(body, response, (error) => {
      // The status has left; only a torn connection tells the client that the rest is missing.
      if (error && !response.writableFinished) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') tools.log(`${exchange.id} the body broke off: ${error.message}`)
        response.destroy()
      }
    })
    return
  }
  const silent = exchange.method === 'HEAD' || BODILESS.has(status)
  if (!silent) setLength(headers, typeof body === 'string' ? Buffer.byteLength(body) : body.length)
  response.writeHead(status, headers)
  if (silent) response.end()
  else if (typeof body === 'string' || body.length > JOINED_BYTES) response.end(body)
  // Node joins headers and a text to one write, but not headers and bytes. Latin-1 keeps each byte as it is.
  else response.end(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), 'latin1')
}

/** Up to here a copy costs less than a second buffer in the write. */
const JOINED_BYTES = 4096

function setLength(headers: Record<string, string>, length: number): void {
  for (const name in headers) if (name.length === 14 && name.toLowerCase() === 'content-length') delete headers[name]
  headers['content-length'] = String(length)
}
