import type { StopNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustAllow, recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { become } from './notebook-instance.ts'

/** Kernels and Jupyter end, the volume stays. */
export const stopNotebookInstance: Operation<StopNotebookInstanceInput, Record<string, never>> = ({ NotebookInstanceName }, ctx) => {
  const instance = instances.find(ctx, NotebookInstanceName)
  if (!instance) throw recordNotFound()
  mustAllow(instance, 'Stopping')
  instances.update(ctx, become(instance, 'Stopping', ctx.now, instance.progress))
  ctx.wake(instance.arn)
  return {}
}
