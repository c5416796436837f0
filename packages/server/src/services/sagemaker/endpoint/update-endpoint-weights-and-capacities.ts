import type { UpdateEndpointWeightsAndCapacitiesInput, UpdateEndpointWeightsAndCapacitiesOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { notYet, validation } from '../errors.ts'
import * as endpoints from './endpoint.store.ts'
import { endpointArn, withVariant } from './endpoint.ts'
import { mustBeInService } from './must-be-in-service.ts'

/** Variants that are not named stay as they are. */
export const updateEndpointWeightsAndCapacities: Operation<UpdateEndpointWeightsAndCapacitiesInput, UpdateEndpointWeightsAndCapacitiesOutput> = (
  input,
  ctx,
) => {
  const endpoint = mustBeInService(endpoints.find(ctx, input.EndpointName), endpointArn(ctx, input.EndpointName))
  let updated = endpoint
  for (const { VariantName, DesiredWeight, DesiredInstanceCount, ServerlessUpdateConfig } of input.DesiredWeightsAndCapacities) {
    if (ServerlessUpdateConfig) throw notYet('serverless inference (ServerlessUpdateConfig)')
    const variant = endpoint.state.live?.variants.find(({ name }) => name === VariantName)
    if (!variant) throw validation(`The variant name(s) "${VariantName}" is/are not present within endpoint configuration "${endpoint.state.configName}".`)
    if (DesiredInstanceCount !== undefined && DesiredInstanceCount < 1) throw notYet(`DesiredInstanceCount ${DesiredInstanceCount} (use 1 or more)`)
    updated = withVariant(updated, 'live', variant.name, (now) => ({
      ...now,
      desiredWeight: DesiredWeight ?? now.desiredWeight,
      desiredCount: DesiredInstanceCount ?? now.desiredCount,
    }))
  }
  endpoints.save(ctx, { ...updated, status: 'Updating', modifiedAt: ctx.now })
  ctx.wake(endpoint.arn)
  return { EndpointArn: endpoint.arn }
}
