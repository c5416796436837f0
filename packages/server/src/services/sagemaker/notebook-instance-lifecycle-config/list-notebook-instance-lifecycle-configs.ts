import type { ListNotebookInstanceLifecycleConfigsInput, ListNotebookInstanceLifecycleConfigsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import * as configs from './notebook-instance-lifecycle-config.store.ts'
import { summarize } from './notebook-instance-lifecycle-config.ts'

export const listNotebookInstanceLifecycleConfigs: Operation<ListNotebookInstanceLifecycleConfigsInput, ListNotebookInstanceLifecycleConfigsOutput> = (
  input,
  ctx,
) => {
  const page = configs.page(ctx, input)
  return { NotebookInstanceLifecycleConfigs: page.configs.map(summarize), ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }) }
}
