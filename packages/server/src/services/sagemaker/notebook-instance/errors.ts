/** AWS's words about notebook instances. Sources: docs/aws-behaviour.md. */
import type { ServiceError } from '../../../operation.ts'
import { validation } from '../errors.ts'
import { forbids, type NotebookInstance, type Transition } from './notebook-instance.ts'

/** Not the modelled ResourceNotFound: boto3's waiter for deletion takes any ValidationException of Describe for success. */
export const recordNotFound = (): ServiceError => validation('RecordNotFound')

export const duplicateNotebookInstance = (arn: string): ServiceError => validation(`Cannot create a duplicate Notebook Instance (${arn})`)

/** Throws unless the instance may make this transition now. */
export function mustAllow(instance: NotebookInstance, to: Transition): void {
  const from = forbids(instance, to)
  if (from)
    throw validation(`Status (${instance.status}) not in ([${from.join(', ')}]). Unable to transition to (${to}) for Notebook Instance (${instance.arn}).`)
}

export function mustBeInService({ status, arn }: NotebookInstance): void {
  if (status !== 'InService') throw validation(`Status (${status}) not in ([InService]). Unable to create a presigned URL for Notebook Instance (${arn}).`)
}
