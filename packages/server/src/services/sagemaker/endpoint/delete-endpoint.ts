import type { DeleteEndpointInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { couldNotFind, endpointInProgress } from '../errors.ts'
import * as endpoints from './endpoint.store.ts'
import { endpointArn } from './endpoint.ts'

/** The processes finish the requests they have; then the endpoint is gone. Deleting twice is deleting once. */
export const deleteEndpoint: Operation<DeleteEndpointInput, Record<string, never>> = ({ EndpointName }, ctx) => {
  const arn = endpointArn(ctx, EndpointName)
  const endpoint = endpoints.find(ctx, EndpointName)
  if (!endpoint) throw couldNotFind('endpoint', arn)
  if (endpoint.status === 'Creating' || endpoint.status === 'Updating') throw endpointInProgress(arn)
  endpoints.save(ctx, { ...endpoint, status: 'Deleting', modifiedAt: ctx.now })
  ctx.wake(arn)
  return {}
}
