import type { ListCodeRepositoriesInput, ListCodeRepositoriesOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as repositories from './code-repository.store.ts'
import { describe } from './code-repository.ts'

export const listCodeRepositories: Operation<ListCodeRepositoriesInput, ListCodeRepositoriesOutput> = (input, ctx) => {
  const page = repositories.page(ctx, input)
  return { CodeRepositorySummaryList: page.repositories.map(describe), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
