/** CloudTrail's own words for what goes wrong. Where no public record shows AWS's text, the sentence is ours and the code AWS's. */
import { ServiceError } from '../../operation.ts'

export const invalidLookupAttributes = (message: string) => new ServiceError('InvalidLookupAttributesException', message)
export const invalidTimeRange = () => new ServiceError('InvalidTimeRangeException', 'The start time must not be later than the end time.')
export const invalidNextToken = () => new ServiceError('InvalidNextTokenException', 'The token is not valid, or does not belong to these parameters.')
export const trailNotFound = (name: string, account: string) => new ServiceError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${account}`)
export const trailExists = (name: string, account: string) =>
  new ServiceError('TrailAlreadyExistsException', `Trail ${name} already exists for customer: ${account}`)
export const tooManyTrails = (account: string, limit: number) =>
  new ServiceError('MaximumNumberOfTrailsExceededException', `User: ${account} already has ${limit} trails in this region.`)
export const invalidTrailName = (message: string) => new ServiceError('InvalidTrailNameException', message)
export const invalidBucketName = (bucket: string) => new ServiceError('InvalidS3BucketNameException', `Invalid S3 bucket name: ${bucket}`)
export const invalidPrefix = () =>
  new ServiceError('InvalidS3PrefixException', 'The S3 key prefix is longer than 200 characters or has characters that are not allowed.')
export const bucketMissing = (bucket: string) => new ServiceError('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`)
export const insufficientBucketPolicy = (bucket: string) =>
  new ServiceError('InsufficientS3BucketPolicyException', `Incorrect S3 bucket policy is detected for bucket: ${bucket}`)
export const invalidHomeRegion = (region: string) => new ServiceError('InvalidHomeRegionException', `The trail belongs to region ${region}; change it there.`)
export const invalidEventSelectors = (message: string) => new ServiceError('InvalidEventSelectorsException', message)
export const invalidParameterCombination = (message: string) => new ServiceError('InvalidParameterCombinationException', message)
export const unsupported = (message: string) => new ServiceError('UnsupportedOperationException', message)
export const resourceNotFound = (arn: string) => new ServiceError('ResourceNotFoundException', `The resource ${arn} does not exist.`)
export const invalidArn = (arn: string) => new ServiceError('CloudTrailARNInvalidException', `The ARN ${arn} is not that of a trail.`)
export const invalidTag = (message: string) => new ServiceError('InvalidTagParameterException', message)
export const tooManyTags = (limit: number) => new ServiceError('TagsLimitExceededException', `A trail can have at most ${limit} tags.`)
