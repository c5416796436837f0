import type { CreateEndpointConfigInput, CreateEndpointConfigOutput, ProductionVariant, Tag } from '@aws-sdk/client-sagemaker'
import type { Context, Operation, Tag as StoredTag, Valid } from '../../../operation.ts'
import { alreadyExists, couldNotFind, notYet, validation } from '../errors.ts'
import { mustUseKey } from '../kms-key.ts'
import * as models from '../model/model.store.ts'
import { modelArn } from '../model/model.ts'
import * as configs from './endpoint-config.store.ts'
import { endpointConfigArn } from './endpoint-config.ts'

export const createEndpointConfig: Operation<CreateEndpointConfigInput, CreateEndpointConfigOutput> = (input, ctx) => {
  const arn = endpointConfigArn(ctx, input.EndpointConfigName)
  if (configs.find(ctx, input.EndpointConfigName)) throw alreadyExists('endpoint configuration', arn)
  refuseUnsupported(input)
  const names = new Set<string>()
  for (const variant of input.ProductionVariants) checkVariant(variant, names, ctx)
  mustUseKey(ctx, input.KmsKeyId)
  configs.insert(ctx, { name: input.EndpointConfigName, arn, createdAt: ctx.now, request: input })
  ctx.tags.set(arn, input.Tags as (Tag & StoredTag)[] | undefined)
  return { EndpointConfigArn: arn }
}

/** DataCaptureConfig with EnableCapture off is accepted and described: it asks for nothing. */
function refuseUnsupported(input: Valid<CreateEndpointConfigInput>): void {
  if (input.DataCaptureConfig?.EnableCapture) throw notYet('data capture (DataCaptureConfig with EnableCapture true)')
  if (input.AsyncInferenceConfig) throw notYet('asynchronous inference (AsyncInferenceConfig)')
  if (input.ShadowProductionVariants?.length) throw notYet('shadow variants (ShadowProductionVariants)')
  if (input.ExplainerConfig) throw notYet('online explanations (ExplainerConfig)')
}

function checkVariant(variant: ProductionVariant, names: Set<string>, ctx: Context): void {
  const name = variant.VariantName ?? ''
  if (names.has(name)) throw validation(`Variant names must be unique within an endpoint configuration; "${name}" is given more than once.`)
  names.add(name)
  if (variant.ServerlessConfig) throw notYet(`serverless inference (ServerlessConfig of variant "${name}")`)
  if (variant.InstancePools?.length) throw notYet(`instance pools (variant "${name}")`)
  if (variant.ManagedInstanceScaling?.Status === 'ENABLED') throw notYet(`managed instance scaling (variant "${name}")`)
  if (variant.ModelName === undefined) throw notYet(`inference components (variant "${name}" without ModelName)`)
  if (!models.find(ctx, variant.ModelName)) throw couldNotFind('model', modelArn(ctx, variant.ModelName))
  if (variant.InstanceType === undefined) throw validation(`InstanceType is required for variant "${name}".`)
  if (variant.InitialInstanceCount === undefined) throw validation(`InitialInstanceCount is required for variant "${name}".`)
}
