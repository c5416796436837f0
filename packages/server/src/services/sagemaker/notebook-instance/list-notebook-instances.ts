import type { ListNotebookInstancesInput, ListNotebookInstancesOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as instances from './notebook-instance.store.ts'
import { summarize } from './notebook-instance.ts'

/** No instance here has a lifecycle configuration or a repository (CreateNotebookInstance refuses them): a list filtered by one is empty. */
export const listNotebookInstances: Operation<ListNotebookInstancesInput, ListNotebookInstancesOutput> = (input, ctx) => {
  const filtersByWhatNoneHas = [
    input.NotebookInstanceLifecycleConfigNameContains,
    input.DefaultCodeRepositoryContains,
    input.AdditionalCodeRepositoryEquals,
  ].some((filter) => filter !== undefined && filter !== '')
  if (filtersByWhatNoneHas) return { NotebookInstances: [] }
  const page = instances.page(ctx, input)
  return {
    NotebookInstances: page.instances.map((instance) => summarize(instance, ctx.call.origin)),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  }
}
