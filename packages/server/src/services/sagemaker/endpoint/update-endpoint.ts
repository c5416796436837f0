import type { DeploymentConfig, UpdateEndpointInput, UpdateEndpointOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as configs from '../endpoint-config/endpoint-config.store.ts'
import { endpointConfigArn } from '../endpoint-config/endpoint-config.ts'
import { couldNotFind, notYet } from '../errors.ts'
import { mustUseKey } from '../kms-key.ts'
import { mustFitFleet } from '../quotas.ts'
import * as endpoints from './endpoint.store.ts'
import { endpointArn } from './endpoint.ts'
import { mustBeInService } from './must-be-in-service.ts'
import { planFleet, retainProperties } from './plan-fleet.ts'

/** Blue/green: the new fleet comes up beside the old one, and takes the traffic all at once when it is healthy. */
export const updateEndpoint: Operation<UpdateEndpointInput, UpdateEndpointOutput> = (input, ctx) => {
  const endpoint = mustBeInService(endpoints.find(ctx, input.EndpointName), endpointArn(ctx, input.EndpointName))
  const config = configs.find(ctx, input.EndpointConfigName)
  if (!config) throw couldNotFind('endpoint configuration', endpointConfigArn(ctx, input.EndpointConfigName))
  mustUseKey(ctx, config.request.KmsKeyId)
  if (input.DeploymentConfig) refuseUnsupported(input.DeploymentConfig)
  const planned = planFleet(config, ctx)
  const next = input.RetainAllVariantProperties ? retainProperties(planned, endpoint.state.live, input.ExcludeRetainedVariantProperties ?? []) : planned
  mustFitFleet(ctx, next)
  const { failureReason: _, ...state } = endpoint.state
  endpoints.save(ctx, { ...endpoint, status: 'Updating', modifiedAt: ctx.now, state: { ...state, next } })
  ctx.wake(endpoint.arn)
  return { EndpointArn: endpoint.arn }
}

function refuseUnsupported({ BlueGreenUpdatePolicy: policy, RollingUpdatePolicy, AutoRollbackConfiguration }: DeploymentConfig): void {
  if (RollingUpdatePolicy) throw notYet('rolling updates (DeploymentConfig.RollingUpdatePolicy)')
  const routing = policy?.TrafficRoutingConfiguration?.Type
  if (routing !== undefined && routing !== 'ALL_AT_ONCE') throw notYet(`traffic routing of type ${routing} (use ALL_AT_ONCE)`)
  if (AutoRollbackConfiguration?.Alarms?.length) throw notYet('alarms that roll an update back (AutoRollbackConfiguration)')
}
