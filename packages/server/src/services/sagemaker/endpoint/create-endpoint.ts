import type { CreateEndpointInput, CreateEndpointOutput, Tag } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag as StoredTag } from '../../../operation.ts'
import * as configs from '../endpoint-config/endpoint-config.store.ts'
import { endpointConfigArn } from '../endpoint-config/endpoint-config.ts'
import { alreadyExists, couldNotFind } from '../errors.ts'
import { mustUseKey } from '../kms-key.ts'
import { mustFitFleet } from '../quotas.ts'
import * as endpoints from './endpoint.store.ts'
import { endpointArn } from './endpoint.ts'
import { planFleet } from './plan-fleet.ts'

/** Writes the wish; the engine brings the fleet up. */
export const createEndpoint: Operation<CreateEndpointInput, CreateEndpointOutput> = (input, ctx) => {
  const arn = endpointArn(ctx, input.EndpointName)
  if (endpoints.find(ctx, input.EndpointName)) throw alreadyExists('endpoint', arn)
  const config = configs.find(ctx, input.EndpointConfigName)
  if (!config) throw couldNotFind('endpoint configuration', endpointConfigArn(ctx, input.EndpointConfigName))
  mustUseKey(ctx, config.request.KmsKeyId)
  const next = planFleet(config, ctx)
  mustFitFleet(ctx, next)
  endpoints.save(ctx, {
    account: ctx.account,
    region: ctx.region,
    name: input.EndpointName,
    arn,
    createdAt: ctx.now,
    modifiedAt: ctx.now,
    status: 'Creating',
    state: { next, retired: [], configName: config.name },
  })
  ctx.tags.set(arn, input.Tags as (Tag & StoredTag)[] | undefined)
  ctx.wake(arn)
  return { EndpointArn: arn }
}
