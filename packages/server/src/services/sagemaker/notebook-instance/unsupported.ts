/** Settings of a CreateNotebookInstance that do not go together. */
import type { CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Valid } from '../../../operation.ts'
import { validation } from '../errors.ts'

/** Throws ValidationException for what AWS refuses beyond the constraints of single members. */
export function refuseUnsupported(input: Valid<CreateNotebookInstanceInput>): void {
  if (input.DirectInternetAccess === 'Disabled' && input.SubnetId === undefined) {
    throw validation('DirectInternetAccess can be Disabled only together with a SubnetId.')
  }
  if (input.SecurityGroupIds?.length && input.SubnetId === undefined) throw validation('SecurityGroupIds can be given only together with a SubnetId.')
}
