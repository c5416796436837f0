/** An endpoint configuration: which models on how many instances of what type. A record only. */
import type { CreateEndpointConfigInput, DescribeEndpointConfigOutput, EndpointConfigSummary, ProductionVariant } from '@aws-sdk/client-sagemaker'
import type { Scope } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'

export interface EndpointConfig {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly request: CreateEndpointConfigInput
}

export const endpointConfigArn = (scope: Scope, name: string): string => sagemakerArn(scope, 'endpoint-config', name)

const DEFAULT_WEIGHT = 1

const describeVariant = (variant: ProductionVariant): ProductionVariant => ({
  ...variant,
  InitialVariantWeight: variant.InitialVariantWeight ?? DEFAULT_WEIGHT,
})

export function describe({ name, arn, createdAt, request }: EndpointConfig): DescribeEndpointConfigOutput {
  const { Tags: _, ...answered } = request
  return {
    ...answered,
    EndpointConfigName: name,
    EndpointConfigArn: arn,
    ProductionVariants: (request.ProductionVariants ?? []).map(describeVariant),
    CreationTime: createdAt,
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
  }
}

export const summarize = ({ name, arn, createdAt }: EndpointConfig): EndpointConfigSummary => ({
  EndpointConfigName: name,
  EndpointConfigArn: arn,
  CreationTime: createdAt,
})
