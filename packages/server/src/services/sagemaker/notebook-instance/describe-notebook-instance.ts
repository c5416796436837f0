import type { DescribeNotebookInstanceInput, DescribeNotebookInstanceOutput } from '@aws-sdk/client-sagemaker'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { describe, isPassing } from './notebook-instance.ts'

export const describeNotebookInstance: Operation<DescribeNotebookInstanceInput, DescribeNotebookInstanceOutput> = ({ NotebookInstanceName }, ctx) => {
  const instance = instances.find(ctx, NotebookInstanceName)
  if (!instance) throw recordNotFound()
  return describe(instance, ctx.notebooks.host(instance.name))
}

/** boto3's waiters look every 30 s: better to answer when the instance is where it goes. */
export function passing({ NotebookInstanceName }: Valid<DescribeNotebookInstanceInput>, ctx: Context): { arn: string; until: 'settled' } | undefined {
  const instance = instances.find(ctx, NotebookInstanceName)
  return instance && isPassing(instance) ? { arn: instance.arn, until: 'settled' } : undefined
}
