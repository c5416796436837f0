import type { ListModelsInput, ListModelsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as models from './model.store.ts'
import { summarize } from './model.ts'

export const listModels: Operation<ListModelsInput, ListModelsOutput> = (input, ctx) => {
  const page = models.page(ctx, input)
  return { Models: page.models.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
