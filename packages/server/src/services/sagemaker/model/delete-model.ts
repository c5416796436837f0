import type { DeleteModelInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { couldNotFind } from '../errors.ts'
import * as models from './model.store.ts'
import { modelArn } from './model.ts'

/** Endpoints that use it go on: they know what they run. */
export const deleteModel: Operation<DeleteModelInput, Record<string, never>> = ({ ModelName }, ctx) => {
  const arn = modelArn(ctx, ModelName)
  if (!models.find(ctx, ModelName)) throw couldNotFind('model', arn)
  models.remove(ctx, ModelName)
  ctx.tags.drop(arn)
  return {}
}
