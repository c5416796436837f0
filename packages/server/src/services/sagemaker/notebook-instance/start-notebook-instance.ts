import type { StartNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustStillBeEnabled } from '../kms-key.ts'
import { mustFitNotebookInstance } from '../quotas.ts'
import { mustAllow, recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { become } from './notebook-instance.ts'

/** A fresh instance of the same settings; only the volume is the former one's. */
export const startNotebookInstance: Operation<StartNotebookInstanceInput, Record<string, never>> = ({ NotebookInstanceName }, ctx) => {
  const instance = instances.find(ctx, NotebookInstanceName)
  if (!instance) throw recordNotFound()
  mustAllow(instance, 'Pending')
  mustFitNotebookInstance(ctx, instance.request.InstanceType)
  mustStillBeEnabled(ctx, instance.request.KmsKeyId)
  instances.update(ctx, become(instance, 'Pending', ctx.now))
  ctx.wake(instance.arn)
  return {}
}
