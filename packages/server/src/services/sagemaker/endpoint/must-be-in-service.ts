import { couldNotFind, endpointInProgress, validation } from '../errors.ts'
import type { Endpoint } from './endpoint.ts'

/** Only an endpoint in service can be updated. Throws in AWS's words. */
export function mustBeInService(endpoint: Endpoint | undefined, arn: string): Endpoint {
  if (!endpoint) throw couldNotFind('endpoint', arn)
  if (endpoint.status === 'Failed') throw validation(`Cannot update failed endpoint "${arn}". Delete it, and create it again.`)
  if (endpoint.status !== 'InService') throw endpointInProgress(arn)
  return endpoint
}
