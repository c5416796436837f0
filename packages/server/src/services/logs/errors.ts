/** CloudWatch Logs' own words for what goes wrong. */
import { ServiceError } from '../../operation.ts'

export const groupNotFound = () => new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.')
export const streamNotFound = () => new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.')
/** Without a full stop, as AWS writes these two. */
export const groupExists = () => new ServiceError('ResourceAlreadyExistsException', 'The specified log group already exists')
export const streamExists = () => new ServiceError('ResourceAlreadyExistsException', 'The specified log stream already exists')
export const invalidParameter = (message: string) => new ServiceError('InvalidParameterException', message)
export const invalidToken = () => invalidParameter('The specified nextToken is invalid.')
