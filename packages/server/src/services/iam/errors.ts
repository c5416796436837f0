/** IAM's own words for what goes wrong. Texts as AWS answers them, with the HTTP status that its model gives each code. */
import { ServiceError } from '../../operation.ts'

export const noSuchEntity = (message: string) => new ServiceError('NoSuchEntity', message, 404)
export const alreadyExists = (message: string) => new ServiceError('EntityAlreadyExists', message, 409)
export const deleteConflict = (message: string) => new ServiceError('DeleteConflict', message, 409)
export const limitExceeded = (message: string) => new ServiceError('LimitExceeded', message, 409)
export const malformedPolicy = (message: string) => new ServiceError('MalformedPolicyDocument', message, 400)
export const invalidInput = (message: string) => new ServiceError('InvalidInput', message, 400)
export const validationError = (message: string) => new ServiceError('ValidationError', message, 400)

export const unmodifiable = (message: string) => new ServiceError('UnmodifiableEntity', message, 400)
export const accessDenied = (message: string) => new ServiceError('AccessDenied', message, 403)
export const passwordPolicyViolation = (message: string) => new ServiceError('PasswordPolicyViolation', message, 400)
export const invalidCode = () => new ServiceError('InvalidAuthenticationCode', 'Authentication code for device is not valid.', 403)

export const noSuchRole = (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`)
export const noSuchUser = (name: string) => noSuchEntity(`The user with name ${name} cannot be found.`)
export const noSuchPolicy = (arn: string) => noSuchEntity(`Policy ${arn} was not found.`)
export const notAttachable = (arn: string) => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
export const noSuchAccessKey = (id: string) => noSuchEntity(`The Access Key with id ${id} cannot be found.`)
export const noSuchGroup = (name: string) => noSuchEntity(`The group with name ${name} cannot be found.`)
export const noSuchInstanceProfile = (name: string) => noSuchEntity(`Instance Profile ${name} cannot be found.`)
export const noSuchLoginProfile = (name: string) => noSuchEntity(`Login Profile for User ${name} cannot be found.`)
export const noSuchDevice = (serial: string) => noSuchEntity(`VirtualMFADevice with serial number ${serial} doesn't exist.`)
