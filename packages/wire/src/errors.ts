/** What the wire itself refuses, in the words of AWS's front ends. Sources: docs/aws-behaviour.md; texts without a source there are our own. */

import type { Violation } from './constraints.ts'
import { services } from './services.ts'
import type { Route, ServiceId, WireError } from './types.ts'

/** A request that does not reach an operation. It has the shape of a `WireError`, so `writeError` takes it as it is. */
export class WireFault extends Error implements WireError {
  readonly code: string
  readonly httpStatus: number
  readonly fields: Readonly<Record<string, unknown>> | undefined
  constructor(code: string, message: string, httpStatus = 400, fields?: Readonly<Record<string, unknown>>) {
    super(message)
    this.name = 'WireFault'
    this.code = code
    this.httpStatus = httpStatus
    this.fields = fields
  }
}

/** A value or document that cannot be read. Thrown by the readers, which do not know the service; `readInput` gives it the service's code. */
export class Malformed extends Error {}

type Protocol = Route['protocol']

const serializationCode: Readonly<Record<Protocol, string>> = {
  'awsJson1.0': 'SerializationException',
  'awsJson1.1': 'SerializationException',
  restJson1: 'SerializationException',
  awsQuery: 'MalformedInput',
  ec2Query: 'InvalidParameterValue',
  restXml: 'MalformedXML',
  rpcv2Cbor: 'SerializationException',
}

export const malformedXml = () => new WireFault('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema')

/** The whole body or one of its members cannot be read. S3 never says which. */
export const unreadable = (protocol: Protocol, why: string): WireFault =>
  protocol === 'restXml' ? malformedXml() : new WireFault(serializationCode[protocol], why)

/** The sentences of AWS's common front end; the registry and EC2 have their own, and name one fault at a time. */
export function constraintsViolated(service: ServiceId, found: readonly Violation[]): WireFault {
  const code = services[service].validationCode
  const [first] = found
  if (service === 'ecr' && first) {
    const words = first.constraint.replace(/^Member /, '').replace(/pattern: (.*)$/s, "'$1'")
    return new WireFault(code, `Invalid parameter at '${first.path}' failed to satisfy constraint: '${words}'`)
  }
  if (service === 'ec2' && first) {
    if (first.value === 'null') return new WireFault('MissingParameter', `The request must contain the parameter ${first.path}`)
    return new WireFault(code, `Value (${first.value.replace(/^'(.*)'$/s, '$1')}) for parameter ${first.path} is invalid. ${first.constraint}`)
  }
  const sentences = found.map(
    ({ value, path, constraint }) => `Value ${value === '' ? '' : `${value} `}at '${path}' failed to satisfy constraint: ${constraint}`,
  )
  return new WireFault(code, `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${sentences.join('; ')}`)
}

/** A header's or query parameter's value that S3 does not take. Members as S3's InvalidArgument has them. */
export function invalidArgument(name: string, value: string, message = `Invalid argument: ${name}`): WireFault {
  return new WireFault('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value })
}

export const missingBody = () => new WireFault('MissingRequestBodyError', 'Request body is empty.')

export const invalidUri = () => new WireFault('InvalidURI', "Couldn't parse the specified URI.")

export const tooLarge = (service: ServiceId, limit: number): WireFault =>
  service === 's3'
    ? new WireFault('MaxMessageLengthExceeded', 'Your request was too big.', 400, { MaxMessageLengthBytes: limit })
    : new WireFault('RequestEntityTooLargeException', `Request body exceeds ${limit} bytes`, 413)

export const unknownTarget = (target: string | undefined): WireFault =>
  new WireFault(
    'UnknownOperationException',
    target === undefined ? 'The request has no X-Amz-Target header.' : `The operation ${target.slice(0, 256)} is not known.`,
  )

export const unknownAction = (service: ServiceId, action: string | null | undefined, version: string | undefined): WireFault =>
  action && service === 'ec2'
    ? new WireFault('InvalidAction', `The action ${action.slice(0, 256)} is not valid for this web service.`)
    : action
      ? new WireFault('InvalidAction', `Could not find operation ${action.slice(0, 256)} for version ${(version ?? 'NO_VERSION_SPECIFIED').slice(0, 64)}`)
      : new WireFault('MissingAction', 'The request is missing an Action.')

/** A service's `smithy-protocol` that is not among those its model has. */
export const unknownProtocol = (name: string): WireFault =>
  new WireFault('NotImplemented', `The protocol ${name.slice(0, 64)} is not spoken by this service.`, 501)

/** No operation has this path and method. */
export function unknownPath(service: ServiceId, method: string, resource: 'SERVICE' | 'BUCKET' | 'OBJECT'): WireFault {
  if (service !== 's3') return new WireFault('UnknownOperationException', 'No operation has this method and path.', 404)
  return new WireFault('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, { Method: method, ResourceType: resource })
}
