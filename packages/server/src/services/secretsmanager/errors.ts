/** Secrets Manager's own words for what goes wrong. Where no public record shows the sentence it is ours; docs/aws-behaviour.md says which. */
import { ServiceError } from '../../operation.ts'

const error = (code: string) => (message: string) => new ServiceError(code, message)

export const invalidParameter = error('InvalidParameterException')
export const invalidRequest = error('InvalidRequestException')
export const secretNotFound = () => error('ResourceNotFoundException')("Secrets Manager can't find the specified secret.")
export const valueNotFound = (which: string) => error('ResourceNotFoundException')(`Secrets Manager can't find the specified secret value for ${which}`)
export const secretExists = (name: string) => error('ResourceExistsException')(`The operation failed because the secret ${name} already exists.`)
export const tokenInUse = (token: string, arn: string) =>
  error('ResourceExistsException')(`You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`)
export const limitExceeded = error('LimitExceededException')
export const malformedPolicy = () => error('MalformedPolicyDocumentException')('This resource policy contains a syntax error.')
export const publicPolicy = () => error('PublicPolicyException')('This resource policy grants broad access to the secret.')
export const invalidToken = () => error('InvalidNextTokenException')('The NextToken value is invalid.')
export const markedForDeletion = () => invalidRequest("You can't perform this operation on the secret because it was marked for deletion.")
export const badName = () =>
  new ServiceError('ValidationException', 'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!')

/** What AWS has and Kenja does not: refused by name. */
export const notYet = (what: string) => invalidRequest(`Kenja does not support ${what} yet.`)

const KMS_DENIED = 'Access to KMS is not allowed'

/** What KMS refuses, as Secrets Manager tells it. */
export function kmsRefusal(failure: unknown, code: 'EncryptionFailure' | 'DecryptionFailure'): unknown {
  if (!(failure instanceof ServiceError) || failure.httpStatus >= 500) return failure
  if (failure.code === 'AccessDeniedException') return new ServiceError('AccessDeniedException', KMS_DENIED)
  return error(code)(failure.message || 'The ciphertext is not valid.')
}
