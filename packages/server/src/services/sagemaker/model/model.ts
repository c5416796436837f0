/** A model: which image serves which artifact. A record only; nothing runs because of it. */
import type { ContainerDefinition, CreateModelInput, DescribeModelOutput, ModelSummary } from '@aws-sdk/client-sagemaker'
import type { Scope } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'

export interface Model {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  /** The request as it came; Describe gives it back. */
  readonly request: CreateModelInput
}

export const modelArn = (scope: Scope, name: string): string => sagemakerArn(scope, 'model', name)

/** AWS answers a container with its mode, SingleModel unless asked otherwise. */
const describeContainer = (container: ContainerDefinition): ContainerDefinition => ({ Mode: 'SingleModel', ...container })

export function describe({ name, arn, createdAt, request }: Model): DescribeModelOutput {
  const { Tags: _, ...answered } = request
  return {
    ...answered,
    ModelName: name,
    ModelArn: arn,
    ...(request.PrimaryContainer ? { PrimaryContainer: describeContainer(request.PrimaryContainer) } : {}),
    ...(request.Containers ? { Containers: request.Containers.map(describeContainer) } : {}),
    CreationTime: createdAt,
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
  }
}

export const summarize = ({ name, arn, createdAt }: Model): ModelSummary => ({ ModelName: name, ModelArn: arn, CreationTime: createdAt })
