/** The wire: AWS's protocols as data. Bytes to checked inputs, outputs and errors to bytes; nothing of any service's business. */
export { WireFault } from './errors.ts'
export * as limits from './limits.ts'
export { modelOf } from './model.ts'
export { readInput } from './read/input.ts'
export { findRoute, protocolOf } from './route.ts'
export { servicesBySigningName, signingName } from './services.ts'
export type { Route, ServiceId, WireError, WireRequest, WireResponse } from './types.ts'
export { writeError } from './write/error.ts'
export { writeOutput } from './write/output.ts'

import { modelOf } from './model.ts'
import type { Route, ServiceId } from './types.ts'

/** All operations of the service's model, handled here or not. */
export const operationNames = (service: ServiceId): readonly string[] => modelOf(service).operationNames

/** Whether the operation's `x-amz-checksum-*` headers are about its body. */
export const checksumsBody = ({ service, operation }: Pick<Route, 'service' | 'operation'>): boolean => modelOf(service).checksumsBody(operation)
