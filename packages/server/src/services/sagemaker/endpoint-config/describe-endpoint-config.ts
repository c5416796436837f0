import type { DescribeEndpointConfigInput, DescribeEndpointConfigOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { couldNotFind } from '../errors.ts'
import * as configs from './endpoint-config.store.ts'
import { describe, endpointConfigArn } from './endpoint-config.ts'

export const describeEndpointConfig: Operation<DescribeEndpointConfigInput, DescribeEndpointConfigOutput> = ({ EndpointConfigName }, ctx) => {
  const config = configs.find(ctx, EndpointConfigName)
  if (!config) throw couldNotFind('endpoint configuration', endpointConfigArn(ctx, EndpointConfigName))
  return describe(config)
}
