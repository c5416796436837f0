/** Requests as a client would send them, in few words. */
import { findRoute, readInput, type ServiceId, type WireFault, type WireRequest } from '../src/index.ts'

export type Loose = Partial<Omit<WireRequest, 'body'>> & { readonly body?: string | Uint8Array }

export const request = ({ body = '', ...rest }: Loose): WireRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  ...rest,
  body: typeof body === 'string' ? Buffer.from(body) : body,
})

/** AWS JSON: `body` is text or something to write as JSON. */
export const json = (target: string, body: unknown): WireRequest =>
  request({ headers: { 'x-amz-target': target }, body: typeof body === 'string' ? body : JSON.stringify(body) })

export const read = (service: ServiceId, from: WireRequest): Record<string, unknown> => readInput(findRoute(service, from), from)

/** What routing or reading refuses, as `code status message`. Anything that is not a WireFault is thrown on. */
export function refusal(service: ServiceId, from: WireRequest): string {
  return describe(fault(service, from))
}

export function fault(service: ServiceId, from: WireRequest): WireFault {
  try {
    read(service, from)
  } catch (error) {
    if ((error as Error).name === 'WireFault') return error as WireFault
    throw error
  }
  throw new Error('The request was not refused')
}

const describe = ({ code, httpStatus, message }: WireFault) => `${code} ${httpStatus} ${message}`
