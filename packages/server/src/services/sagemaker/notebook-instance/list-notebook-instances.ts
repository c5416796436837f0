import type { ListNotebookInstancesInput, ListNotebookInstancesOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as instances from './notebook-instance.store.ts'
import { summarize } from './notebook-instance.ts'

export const listNotebookInstances: Operation<ListNotebookInstancesInput, ListNotebookInstancesOutput> = (input, ctx) => {
  const page = instances.page(ctx, input)
  return {
    NotebookInstances: page.instances.map((instance) => summarize(instance, ctx.notebooks.host(instance.name))),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  }
}
