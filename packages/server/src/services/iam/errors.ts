/** IAM's own words for what goes wrong. Texts as AWS answers them, with the HTTP status that its model gives each code. */
import { ServiceError } from '../../operation.ts'

export const noSuchEntity = (message: string) => new ServiceError('NoSuchEntity', message, 404)
export const alreadyExists = (message: string) => new ServiceError('EntityAlreadyExists', message, 409)
export const deleteConflict = (message: string) => new ServiceError('DeleteConflict', message, 409)
export const limitExceeded = (message: string) => new ServiceError('LimitExceeded', message, 409)
export const malformedPolicy = (message: string) => new ServiceError('MalformedPolicyDocument', message, 400)
export const invalidInput = (message: string) => new ServiceError('InvalidInput', message, 400)
export const validationError = (message: string) => new ServiceError('ValidationError', message, 400)

export const noSuchRole = (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`)
export const noSuchUser = (name: string) => noSuchEntity(`The user with name ${name} cannot be found.`)
export const noSuchPolicy = (arn: string) => noSuchEntity(`Policy ${arn} was not found.`)
export const notAttachable = (arn: string) => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)
export const noSuchAccessKey = (id: string) => noSuchEntity(`The Access Key with id ${id} cannot be found.`)
