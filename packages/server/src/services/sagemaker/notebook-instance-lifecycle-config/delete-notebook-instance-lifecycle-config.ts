import type { DeleteNotebookInstanceLifecycleConfigInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { noLifecycleConfig } from './errors.ts'
import * as configs from './notebook-instance-lifecycle-config.store.ts'
import { LIFECYCLE_CONFIG } from './notebook-instance-lifecycle-config.ts'

/** Instances that still name it cannot start until they are updated; whether AWS refuses the deletion then is not known. */
export const deleteNotebookInstanceLifecycleConfig: Operation<DeleteNotebookInstanceLifecycleConfigInput, Record<string, never>> = (
  { NotebookInstanceLifecycleConfigName: name },
  ctx,
) => {
  const arn = sagemakerArn(ctx, LIFECYCLE_CONFIG, name)
  if (!configs.find(ctx, name)) throw noLifecycleConfig(arn, 'delete')
  configs.remove(ctx, name)
  ctx.tags.drop(arn)
  return {}
}
