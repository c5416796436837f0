import type { DeleteEndpointConfigInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { couldNotFind } from '../errors.ts'
import * as configs from './endpoint-config.store.ts'
import { endpointConfigArn } from './endpoint-config.ts'

/** Succeeds while an endpoint uses it: SDK v2 deletes the configuration first. */
export const deleteEndpointConfig: Operation<DeleteEndpointConfigInput, Record<string, never>> = ({ EndpointConfigName }, ctx) => {
  const arn = endpointConfigArn(ctx, EndpointConfigName)
  if (!configs.find(ctx, EndpointConfigName)) throw couldNotFind('endpoint configuration', arn)
  configs.remove(ctx, EndpointConfigName)
  ctx.tags.drop(arn)
  return {}
}
