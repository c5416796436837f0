import type { DeleteNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustAllow, recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { become } from './notebook-instance.ts'

/** The volume goes with the instance. */
export const deleteNotebookInstance: Operation<DeleteNotebookInstanceInput, Record<string, never>> = ({ NotebookInstanceName }, ctx) => {
  const instance = instances.find(ctx, NotebookInstanceName)
  if (!instance) throw recordNotFound()
  mustAllow(instance, 'Deleting')
  instances.update(ctx, become(instance, 'Deleting', ctx.now, instance.progress))
  ctx.wake(instance.arn)
  return {}
}
