import type { DescribeEndpointInput, DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { couldNotFind } from '../errors.ts'
import * as endpoints from './endpoint.store.ts'
import { describe, endpointArn, isPassing } from './endpoint.ts'

export const describeEndpoint: Operation<DescribeEndpointInput, DescribeEndpointOutput> = ({ EndpointName }, ctx) => {
  const endpoint = endpoints.find(ctx, EndpointName)
  if (!endpoint) throw couldNotFind('endpoint', endpointArn(ctx, EndpointName))
  return describe(endpoint)
}

/** Until it is in service or gone: clients look only every 30 s, and what happens in between shows nothing new. */
export function passing({ EndpointName }: Valid<DescribeEndpointInput>, ctx: Context): { arn: string; until: 'settled' } | undefined {
  const endpoint = endpoints.find(ctx, EndpointName)
  return endpoint && isPassing(endpoint) ? { arn: endpoint.arn, until: 'settled' } : undefined
}
