import type { UpdateNotebookInstanceInput, UpdateNotebookInstanceOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustAllow, recordNotFound } from './errors.ts'
import * as instances from './notebook-instance.store.ts'
import { become, updated } from './notebook-instance.ts'
import { mustBeUpdatable, mustFindNamed } from './settings.ts'

/** New settings, in effect from the next start. An instance whose start failed may be mended so, and is Stopped then. */
export const updateNotebookInstance: Operation<UpdateNotebookInstanceInput, UpdateNotebookInstanceOutput> = (input, ctx) => {
  const instance = instances.find(ctx, input.NotebookInstanceName)
  if (!instance) throw recordNotFound()
  mustAllow(instance, 'Updating')
  mustBeUpdatable(instance, input)
  mustFindNamed(ctx, input)
  if (input.RoleArn !== undefined) ctx.iam.mustPassRole(input.RoleArn, 'sagemaker.amazonaws.com')
  instances.update(ctx, { ...become(instance, 'Updating', ctx.now), request: updated(instance.request, input) })
  ctx.wake(instance.arn)
  return {}
}
