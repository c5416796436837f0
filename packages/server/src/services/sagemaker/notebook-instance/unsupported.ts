/** What a CreateNotebookInstance may ask for on AWS and not here. Refused by name: a setting that is accepted has its effect. */
import type { CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker'
import type { Valid } from '../../../operation.ts'
import { notYet, validation } from '../errors.ts'

/** Throws ValidationException for what Kenja does not do, and for what AWS refuses beyond the constraints of single members. */
export function refuseUnsupported(input: Valid<CreateNotebookInstanceInput>): void {
  if (input.DirectInternetAccess === 'Disabled' && input.SubnetId === undefined) {
    throw validation('DirectInternetAccess can be Disabled only together with a SubnetId.')
  }
  if (input.SecurityGroupIds?.length && input.SubnetId === undefined) throw validation('SecurityGroupIds can be given only together with a SubnetId.')
  if (input.KmsKeyId !== undefined) throw notYet('encryption keys of notebook instances (KmsKeyId)')
}
