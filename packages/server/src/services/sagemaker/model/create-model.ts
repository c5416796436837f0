import type { ContainerDefinition, CreateModelInput, CreateModelOutput, Tag } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag as StoredTag } from '../../../operation.ts'
import { alreadyExists, notYet, validation } from '../errors.ts'
import { mustBeInOneVpc } from '../vpc-config.ts'
import * as models from './model.store.ts'
import { modelArn } from './model.ts'

/** Image and artifact are not looked at here, except for several models in one container: a wrong one shows when an endpoint starts. */
export const createModel: Operation<CreateModelInput, CreateModelOutput> = (input, ctx) => {
  const arn = modelArn(ctx, input.ModelName)
  if (models.find(ctx, input.ModelName)) throw alreadyExists('model', arn)
  if (input.PrimaryContainer && input.Containers?.length) throw validation('You can specify PrimaryContainer or Containers, not both.')
  if (!input.PrimaryContainer && !input.Containers?.length) throw validation('Either PrimaryContainer or Containers must be given.')
  refuseUnsupported(input)
  const container = input.PrimaryContainer ?? input.Containers?.[0]
  if (container?.Mode === 'MultiModel') ctx.images.mustRun(container.Image ?? '', 'multi-model')
  if (input.VpcConfig) mustBeInOneVpc(ctx, input.VpcConfig.Subnets ?? [], input.VpcConfig.SecurityGroupIds ?? [])
  if (input.ExecutionRoleArn) ctx.iam.mustPassRole(input.ExecutionRoleArn, 'sagemaker.amazonaws.com')
  models.insert(ctx, { name: input.ModelName, arn, createdAt: ctx.now, request: input })
  ctx.tags.set(arn, input.Tags as (Tag & StoredTag)[] | undefined)
  return { ModelArn: arn }
}

function refuseUnsupported({ PrimaryContainer, Containers, ExecutionRoleArn, InferenceExecutionConfig }: CreateModelInput): void {
  if (InferenceExecutionConfig?.Mode === 'Direct' && (Containers?.length ?? 0) < 2)
    throw validation('InferenceExecutionConfig with Mode Direct needs at least two of Containers.')
  if ((Containers?.length ?? 0) > 1) throw notYet('inference pipelines (more than one of Containers)')
  const container = PrimaryContainer ?? Containers?.[0]
  if (container?.ModelPackageName !== undefined) throw notYet('model packages (ModelPackageName)')
  if (container?.ImageConfig?.RepositoryAccessMode === 'Vpc') throw notYet('private registries (ImageConfig)')
  if (container?.AdditionalModelDataSources?.length) throw notYet('AdditionalModelDataSources')
  if (container?.Image === undefined) throw validation('Image is required in the container definition.')
  if (container.Mode === 'MultiModel') checkMultiModel(container)
  else if (container.MultiModelConfig) throw validation('MultiModelConfig is for containers with Mode MultiModel.')
  const artifact = container.ModelDataUrl ?? container.ModelDataSource?.S3DataSource?.S3Uri
  if (container.ModelDataUrl !== undefined && container.ModelDataSource) throw validation('You can specify ModelDataUrl or ModelDataSource, not both.')
  if (artifact !== undefined && ExecutionRoleArn === undefined) throw validation('ExecutionRoleArn is required for a model with model data.')
}

function checkMultiModel({ ModelDataUrl, ModelDataSource }: ContainerDefinition): void {
  if (ModelDataSource) throw notYet('ModelDataSource with Mode MultiModel (use ModelDataUrl)')
  if (ModelDataUrl === undefined) throw validation('ModelDataUrl is required for a container with Mode MultiModel: the prefix under which the models are.')
}
