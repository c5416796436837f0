/** Bytes to a checked input. */
import { parseCbor } from '../cbor.ts'
import { Violations } from '../constraints.ts'
import { constraintsViolated, Malformed, tooLarge, unreadable } from '../errors.ts'
import * as limits from '../limits.ts'
import { type Member, modelOf } from '../model.ts'
import type { Route, WireRequest } from '../types.ts'
import { cbor } from './cbor.ts'
import { ec2Form, form, treeOf } from './form.ts'
import { json, parseJson } from './json.ts'
import { bodyOf, formOf } from './parameters.ts'
import { readRest } from './rest.ts'
import { readStructure } from './structure.ts'

function readDocument(route: Route, input: Member, request: WireRequest): Record<string, unknown> {
  const violations = new Violations()
  try {
    const value =
      route.protocol === 'awsQuery' || route.protocol === 'ec2Query'
        ? readStructure(route.protocol === 'ec2Query' ? ec2Form : form, input.shape, treeOf(formOf(request)), '', violations)
        : route.protocol === 'rpcv2Cbor'
          ? readStructure(cbor, input.shape, request.body.length === 0 ? {} : parseCbor(bodyOf(request)), '', violations)
          : readStructure(json, input.shape, parseJson(bodyOf(request)), '', violations)
    if (violations.found.length > 0) throw constraintsViolated(route.service, violations.found)
    return value
  } catch (error) {
    if (error instanceof Malformed) throw unreadable(route.protocol, error.message)
    throw error
  }
}

/**
 * The operation's input, with the model's member names, types and constraints. Timestamps are Dates, blobs Uint8Arrays, a byte stream is a Readable.
 * Throws WireFault in the service's words: constraints (`1 validation error detected: …`) as ValidationException (JSON), ValidationError (query),
 * InvalidArgument or MalformedXML (S3); what cannot be read as SerializationException, MalformedInput or MalformedXML.
 */
export function readInput(route: Route, request: WireRequest): Record<string, unknown> {
  const operation = modelOf(route.service).operation(route.operation)
  if (!operation) throw new Error(`${route.service} has no operation ${route.operation}`)
  const limit = limits.bodyBytes(route)
  if (request.body.length > limit) throw tooLarge(route.service, limit)
  if (route.protocol === 'restXml' || route.protocol === 'restJson1') return readRest(operation, route, request)
  return operation.input ? readDocument(route, operation.input, request) : {}
}
