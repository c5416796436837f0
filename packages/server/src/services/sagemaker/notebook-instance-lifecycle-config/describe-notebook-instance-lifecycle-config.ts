import type { DescribeNotebookInstanceLifecycleConfigInput, DescribeNotebookInstanceLifecycleConfigOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'
import { noLifecycleConfig } from './errors.ts'
import * as configs from './notebook-instance-lifecycle-config.store.ts'
import { describe, LIFECYCLE_CONFIG } from './notebook-instance-lifecycle-config.ts'

export const describeNotebookInstanceLifecycleConfig: Operation<DescribeNotebookInstanceLifecycleConfigInput, DescribeNotebookInstanceLifecycleConfigOutput> = (
  { NotebookInstanceLifecycleConfigName: name },
  ctx,
) => {
  const config = configs.find(ctx, name)
  if (!config) throw noLifecycleConfig(sagemakerArn(ctx, LIFECYCLE_CONFIG, name), 'describe')
  return describe(config)
}
