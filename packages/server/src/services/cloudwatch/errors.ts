/** CloudWatch's errors, by the codes of its Query protocol; the wire gives them the names of the JSON protocol where that is spoken. */
import { ServiceError } from '../../operation.ts'

export const invalidValue = (message: string) => new ServiceError('InvalidParameterValue', message)
export const invalidCombination = (message: string) => new ServiceError('InvalidParameterCombination', message)
export const missingParameter = (message: string) => new ServiceError('MissingParameter', message)
/** GetMetricData has its own code. */
export const validationError = (message: string) => new ServiceError('ValidationError', message)
export const invalidNextToken = () => new ServiceError('InvalidNextToken', 'The next token specified is invalid.')
