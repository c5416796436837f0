import type { ListEndpointsInput, ListEndpointsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as endpoints from './endpoint.store.ts'
import { summarize } from './endpoint.ts'

export const listEndpoints: Operation<ListEndpointsInput, ListEndpointsOutput> = (input, ctx) => {
  const page = endpoints.page(ctx, input)
  return { Endpoints: page.endpoints.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
