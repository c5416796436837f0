import type { ListEndpointConfigsInput, ListEndpointConfigsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as configs from './endpoint-config.store.ts'
import { summarize } from './endpoint-config.ts'

export const listEndpointConfigs: Operation<ListEndpointConfigsInput, ListEndpointConfigsOutput> = (input, ctx) => {
  const page = configs.page(ctx, input)
  return { EndpointConfigs: page.configs.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
