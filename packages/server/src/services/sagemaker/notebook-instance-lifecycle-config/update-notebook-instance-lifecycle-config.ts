import type { UpdateNotebookInstanceLifecycleConfigInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { mustBeBase64, noLifecycleConfig } from './errors.ts'
import * as configs from './notebook-instance-lifecycle-config.store.ts'
import { LIFECYCLE_CONFIG } from './notebook-instance-lifecycle-config.ts'

/** A script that is not given stays; an empty list takes it away. Instances that use the configuration see the change at their next start. */
export const updateNotebookInstanceLifecycleConfig: Operation<UpdateNotebookInstanceLifecycleConfigInput, Record<string, never>> = (
  { NotebookInstanceLifecycleConfigName: name, OnCreate, OnStart },
  ctx,
) => {
  const config = configs.find(ctx, name)
  if (!config) throw noLifecycleConfig(sagemakerArn(ctx, LIFECYCLE_CONFIG, name), 'update')
  const scripts = { ...config.scripts, ...(OnCreate && { OnCreate }), ...(OnStart && { OnStart }) }
  mustBeBase64(scripts)
  configs.put(ctx, { ...config, modifiedAt: ctx.now, scripts })
  return {}
}
