/** Access Analyzer's own words for what goes wrong. The codes are AWS's; where no public record shows the text, the sentence is ours. */
import { ServiceError } from '../../operation.ts'

const invalid = (message: string, reason = 'other') => new ServiceError('ValidationException', message, 400, { reason })

export const jobNotFound = (jobId: string) => invalid(`The policy generation ${jobId} does not exist.`)
export const jobIsOver = (jobId: string) => invalid(`The policy generation ${jobId} is over already.`)
export const foreignPrincipal = (arn: string) => invalid(`The principal ${arn} does not belong to this account.`)
export const invalidTimes = () => invalid('The start time must be before the end time.')
export const invalidToken = () => invalid('The next token is not valid.')
