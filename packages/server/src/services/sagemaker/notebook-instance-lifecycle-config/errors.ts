/** AWS's words about lifecycle configurations (as moto reports them). */
import type { NotebookInstanceLifecycleHook } from '@aws-sdk/client-sagemaker'
import type { ServiceError } from '../../../operation.ts'
import { validation } from '../errors.ts'
import type { LifecycleScripts } from './notebook-instance-lifecycle-config.ts'

export const lifecycleConfigExists = (arn: string): ServiceError =>
  validation(`Unable to create Notebook Instance Lifecycle Config ${arn}. (Details: Notebook Instance Lifecycle Config already exists.)`)

export const noLifecycleConfig = (arn: string, doing: 'describe' | 'update' | 'delete'): ServiceError =>
  validation(`Unable to ${doing} Notebook Instance Lifecycle Config '${arn}'. (Details: Notebook Instance Lifecycle Config does not exist.)`)

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Throws ValidationException for a script that is not base64: it could never run. Line breaks are what `base64` writes. */
export function mustBeBase64(scripts: LifecycleScripts): void {
  for (const hook of ['OnCreate', 'OnStart'] as const) {
    const content = scripts[hook]?.map(({ Content }: NotebookInstanceLifecycleHook) => Content ?? '').join('') ?? ''
    if (!BASE64.test(content.replace(/\s/g, ''))) throw validation(`${hook}: Content must be a base64-encoded shell script.`)
  }
}
