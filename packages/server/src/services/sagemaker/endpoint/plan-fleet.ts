/** From an endpoint configuration to the fleet that serves it. */
import type { ProductionVariant, VariantProperty } from '@aws-sdk/client-sagemaker'
import type { Context } from '../../../operation.ts'
import type { EndpointConfig } from '../endpoint-config/endpoint-config.ts'
import { couldNotFind } from '../errors.ts'
import * as models from '../model/model.store.ts'
import { modelArn } from '../model/model.ts'
import type { Container, Fleet, Variant } from './endpoint.ts'

/** Throws ValidationException when a model has been deleted meanwhile or Kenja cannot serve its image. */
export function planFleet(config: EndpointConfig, ctx: Context): Fleet {
  return {
    configName: config.name,
    plannedMs: ctx.now.getTime(),
    variants: (config.request.ProductionVariants ?? []).map((variant) => planVariant(variant, ctx)),
  }
}

function planVariant(variant: ProductionVariant, ctx: Context): Variant {
  const modelName = variant.ModelName ?? ''
  const container = containerOf(modelName, ctx)
  const weight = variant.InitialVariantWeight ?? 1
  const count = variant.InitialInstanceCount ?? 1
  return {
    name: variant.VariantName ?? '',
    modelName,
    container,
    instanceType: variant.InstanceType ?? '',
    weight,
    desiredWeight: weight,
    count,
    desiredCount: count,
    ...(variant.ContainerStartupHealthCheckTimeoutInSeconds === undefined ? {} : { startupTimeoutS: variant.ContainerStartupHealthCheckTimeoutInSeconds }),
    instances: [],
  }
}

/** How a model is served. Throws like `planFleet`. */
export function containerOf(modelName: string, ctx: Context): Container {
  const request = models.find(ctx, modelName)?.request
  const definition = request?.PrimaryContainer ?? request?.Containers?.[0]
  if (!request || !definition) throw couldNotFind('model', modelArn(ctx, modelName))
  const image = definition.Image ?? ''
  const isMultiModel = definition.Mode === 'MultiModel'
  ctx.images.mustRun(image, isMultiModel ? 'multi-model' : 'serve')
  return {
    image,
    ...(definition.ModelDataUrl === undefined ? {} : { modelDataUrl: definition.ModelDataUrl }),
    ...(definition.ModelDataSource ? { modelDataSource: definition.ModelDataSource } : {}),
    ...(isMultiModel ? { multiModel: { cache: definition.MultiModelConfig?.ModelCacheSetting !== 'Disabled' } } : {}),
    environment: definition.Environment ?? {},
    ...(definition.ContainerHostname === undefined ? {} : { hostname: definition.ContainerHostname }),
    ...(request.ExecutionRoleArn === undefined ? {} : { roleArn: request.ExecutionRoleArn }),
    networkIsolation: request.EnableNetworkIsolation ?? false,
  }
}

/** RetainAllVariantProperties: variants that stay keep the weight and the count they have now, except for what is excluded. */
export function retainProperties(next: Fleet, live: Fleet | undefined, excluded: readonly VariantProperty[]): Fleet {
  const keeps = (property: string) => !excluded.some(({ VariantPropertyType }) => VariantPropertyType === property)
  const variants = next.variants.map((variant) => {
    const before = live?.variants.find(({ name }) => name === variant.name)
    if (!before) return variant
    const weight = keeps('DesiredWeight') ? before.desiredWeight : variant.desiredWeight
    const count = keeps('DesiredInstanceCount') ? before.desiredCount : variant.desiredCount
    return { ...variant, weight, desiredWeight: weight, count, desiredCount: count }
  })
  return { ...next, variants }
}
