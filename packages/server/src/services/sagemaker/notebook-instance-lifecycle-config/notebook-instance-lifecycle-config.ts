/** A lifecycle configuration: two shell scripts, as the caller sent them (base64). Instances read it at each start, so an update takes effect then. */
import type {
  CreateNotebookInstanceLifecycleConfigInput,
  DescribeNotebookInstanceLifecycleConfigOutput,
  NotebookInstanceLifecycleConfigSummary,
} from '@aws-sdk/client-sagemaker'

/** The scripts as stored; a missing one was not given. */
export type LifecycleScripts = Pick<CreateNotebookInstanceLifecycleConfigInput, 'OnCreate' | 'OnStart'>

export interface LifecycleConfig {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly scripts: LifecycleScripts
}

export const LIFECYCLE_CONFIG = 'notebook-instance-lifecycle-config'

export const describe = ({ name, arn, createdAt, modifiedAt, scripts }: LifecycleConfig): DescribeNotebookInstanceLifecycleConfigOutput => ({
  NotebookInstanceLifecycleConfigArn: arn,
  NotebookInstanceLifecycleConfigName: name,
  ...scripts,
  LastModifiedTime: modifiedAt,
  CreationTime: createdAt,
})

export const summarize = ({ name, arn, createdAt, modifiedAt }: LifecycleConfig): NotebookInstanceLifecycleConfigSummary => ({
  NotebookInstanceLifecycleConfigName: name,
  NotebookInstanceLifecycleConfigArn: arn,
  CreationTime: createdAt,
  LastModifiedTime: modifiedAt,
})

/** The bytes of a script, or undefined when there is none. */
export const scriptOf = ({ scripts }: LifecycleConfig, hook: 'OnCreate' | 'OnStart'): Buffer | undefined => {
  const content = scripts[hook]?.[0]?.Content
  return content === undefined ? undefined : Buffer.from(content, 'base64')
}
