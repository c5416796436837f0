import type { CreateNotebookInstanceLifecycleConfigInput, CreateNotebookInstanceLifecycleConfigOutput } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { lifecycleConfigExists, mustBeBase64 } from './errors.ts'
import * as configs from './notebook-instance-lifecycle-config.store.ts'
import { LIFECYCLE_CONFIG } from './notebook-instance-lifecycle-config.ts'

export const createNotebookInstanceLifecycleConfig: Operation<CreateNotebookInstanceLifecycleConfigInput, CreateNotebookInstanceLifecycleConfigOutput> = (
  { NotebookInstanceLifecycleConfigName: name, OnCreate, OnStart, Tags },
  ctx,
) => {
  const arn = sagemakerArn(ctx, LIFECYCLE_CONFIG, name)
  const scripts = { ...(OnCreate && { OnCreate }), ...(OnStart && { OnStart }) }
  mustBeBase64(scripts)
  if (configs.find(ctx, name)) throw lifecycleConfigExists(arn)
  configs.put(ctx, { name, arn, createdAt: ctx.now, modifiedAt: ctx.now, scripts })
  ctx.tags.set(arn, Tags as Tag[] | undefined)
  return { NotebookInstanceLifecycleConfigArn: arn }
}
