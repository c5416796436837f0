/** KMS's own words for what goes wrong. Sources: AWS's API reference, and answers recorded by public emulators' tests. Where no record shows the text, the sentence is ours and the code AWS's. */
import { ServiceError } from '../../operation.ts'

export const keyNotFound = (arn: string) => new ServiceError('NotFoundException', `Key '${arn}' does not exist`)
export const aliasNotFound = (arn: string) => new ServiceError('NotFoundException', `Alias ${arn} is not found.`)
export const invalidKeyId = (keyId: string) => new ServiceError('NotFoundException', `Invalid keyId '${keyId}'`)
export const invalidArnRegion = (region: string) => new ServiceError('NotFoundException', `Invalid arn ${region}`)
export const invalidArn = (arn: string) => new ServiceError('InvalidArnException', `${arn} is not the ARN of a key.`)
export const disabled = (arn: string) => new ServiceError('DisabledException', `${arn} is disabled.`)
export const pendingDeletion = (arn: string) => new ServiceError('KMSInvalidStateException', `${arn} is pending deletion.`)
export const notPendingDeletion = (arn: string) => new ServiceError('KMSInvalidStateException', `${arn} is not pending deletion.`)
export const invalidUsage = (arn: string, usage: string, operation: string) =>
  new ServiceError('InvalidKeyUsageException', `${arn} key usage is ${usage} which is not valid for ${operation}.`)
export const invalidAlgorithm = (algorithm: string, spec: string) =>
  new ServiceError('InvalidKeyUsageException', `Algorithm ${algorithm} and key spec ${spec} are incompatible.`)
/** AWS says nothing more: not whether the bytes or the encryption context are wrong. */
export const invalidCiphertext = () => new ServiceError('InvalidCiphertextException', '')
export const incorrectKey = () =>
  new ServiceError('IncorrectKeyException', 'The key ID in the request does not identify a CMK that can perform this operation.')
/** What a caller hears that may not know whether there is such a key. */
export const unreachableKey = () =>
  new ServiceError(
    'AccessDeniedException',
    'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
  )
export const dryRunSucceeded = () => new ServiceError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.', 412)
export const aliasExists = (arn: string) => new ServiceError('AlreadyExistsException', `An alias with the name ${arn} already exists`)
export const reservedAlias = () => new ServiceError('NotAuthorizedException', 'Aliases that begin with alias/aws/ are reserved for AWS services.')
export const aliasPrefix = () =>
  validation('Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html')
export const aliasName = () => new ServiceError('InvalidAliasNameException', 'Alias names must not be empty behind the prefix "alias/".')
export const aliasCharacters = (name: string) => validation(`${name} contains invalid characters for an alias`)
export const aliasOfAlias = () => validation('Aliases must refer to keys. Not aliases')
export const limitExceeded = (message: string) => new ServiceError('LimitExceededException', message)
export const invalidMarker = () => new ServiceError('InvalidMarkerException', 'The marker is not valid for this request.')
export const invalidGrantId = (id: string) => new ServiceError('InvalidGrantIdException', `Grant ID ${id} is not valid.`)
export const grantNotFound = (id: string) => new ServiceError('NotFoundException', `Grant ID ${id} not found`)
export const invalidGrantToken = () => new ServiceError('InvalidGrantTokenException', 'The grant token is not valid.')
export const malformedPolicy = (message: string) => new ServiceError('MalformedPolicyDocumentException', message)
export const noSuchPolicy = () => new ServiceError('NotFoundException', 'No such policy exists')
export const invalidTag = (message: string) => new ServiceError('TagException', message)
export const unsupported = (message: string) => new ServiceError('UnsupportedOperationException', message)
export const invalidMac = () => new ServiceError('KMSInvalidMacException', '')
export const validation = (message: string) => new ServiceError('ValidationException', message)
