import type { DescribeModelInput, DescribeModelOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { couldNotFind } from '../errors.ts'
import * as models from './model.store.ts'
import { describe, modelArn } from './model.ts'

export const describeModel: Operation<DescribeModelInput, DescribeModelOutput> = ({ ModelName }, ctx) => {
  const model = models.find(ctx, ModelName)
  if (!model) throw couldNotFind('model', modelArn(ctx, ModelName))
  return describe(model)
}
