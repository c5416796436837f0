/** S3's own words for what goes wrong. Source: AWS's API reference ("Error responses") and answers recorded by public conformance suites. */
import { ServiceError } from '../../operation.ts'

type Fields = Readonly<Record<string, unknown>>

const error = (code: string, message: string, httpStatus: number, fields?: Fields) => new ServiceError(code, message, httpStatus, fields)

export const accessDenied = () => error('AccessDenied', 'Access Denied', 403)

/** KMS's errors as S3 passes them on: the name behind `KMS.`, the same text; AccessDenied is S3's own. Anything else stays what it is. */
export function kmsRefused(cause: unknown): unknown {
  if (!(cause instanceof ServiceError)) return cause
  if (cause.code === 'AccessDeniedException') return error('AccessDenied', cause.message, 403)
  return error(`KMS.${cause.code}`, cause.message, 400)
}

export const noSuchBucket = (bucket: string) => error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket })

export const noSuchKey = (key: string) => error('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })

export const noSuchVersion = (key: string, versionId: string) =>
  error('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId })

export const invalidVersionId = (versionId: string) => invalidArgument('Invalid version id specified', 'versionId', versionId)

/** The answer to a HEAD request has no body: clients see the status alone. */
export const notFound = () => error('NotFound', 'Not Found', 404)

export const noSuchUpload = (uploadId: string) =>
  error('NoSuchUpload', 'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.', 404, {
    UploadId: uploadId,
  })

export const noSuchTagSet = (bucket: string) => error('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: bucket })

export const noSuchBucketPolicy = (bucket: string) => error('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName: bucket })

export const noSuchPublicAccessBlock = (bucket: string) =>
  error('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', 404, { BucketName: bucket })

export const malformedPolicy = (message: string) => error('MalformedPolicy', message, 400)

export const publicPolicyBlocked = (caller: string, arn: string) =>
  error(
    'AccessDenied',
    `User: ${caller} is not authorized to perform: s3:PutBucketPolicy on resource: "${arn}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
    403,
  )

export const invalidBucketName = (bucket: string) => error('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: bucket })

export const bucketAlreadyOwnedByYou = (bucket: string) =>
  error('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', 409, { BucketName: bucket })

export const bucketAlreadyExists = (bucket: string) =>
  error(
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    409,
    { BucketName: bucket },
  )

export const tooManyBuckets = () => error('TooManyBuckets', 'You have attempted to create more buckets than allowed', 400)

export const bucketNotEmpty = (bucket: string) => error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: bucket })

export const invalidLocationConstraint = (location: string) =>
  error('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, { LocationConstraint: location })

export const illegalLocationConstraint = (location: string) =>
  error(
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    400,
  )

export const invalidArgument = (message: string, name: string, value: unknown) =>
  error('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: String(value) })

export const invalidRequest = (message: string) => error('InvalidRequest', message, 400)

export const invalidUri = () => error('InvalidURI', "Couldn't parse the specified URI.", 400)

export const keyTooLong = (size: number, max: number) => error('KeyTooLongError', 'Your key is too long', 400, { Size: size, MaxSizeAllowed: max })

export const metadataTooLarge = (size: number, max: number) =>
  error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, { Size: size, MaxSizeAllowed: max })

export const malformedXml = () => error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema', 400)

export const notImplementedHeader = (header: string) =>
  error('NotImplemented', 'A header you provided implies functionality that is not implemented', 501, { Header: header })

export const aclNotSupported = () => error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400)

export const bucketAclNotSupported = () =>
  error('InvalidBucketAclWithObjectOwnership', "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting", 400)

export const preconditionFailed = (condition: string) =>
  error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, { Condition: condition })

export const conditionalRequestConflict = (condition: string, key: string) =>
  error('ConditionalRequestConflict', 'The conditional request cannot succeed due to a conflicting operation against this resource.', 409, {
    Condition: condition,
    Key: key,
  })

export const invalidRange = (range: string, size: number) =>
  error('InvalidRange', 'The requested range is not satisfiable', 416, { RangeRequested: range, ActualObjectSize: size })

export const invalidPartNumber = (requested: number, actual: number) =>
  error('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, { PartNumberRequested: requested, ActualPartCount: actual })

export const invalidDigest = (given: string) => error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': given })

export const badContentMd5 = (expected: string, calculated: string) =>
  error('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, { ExpectedDigest: expected, CalculatedDigest: calculated })

export const badChecksum = (algorithm: string) => error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`, 400)

export const malformedTrailer = () =>
  error('MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.', 400)

export const incompleteBody = () => error('IncompleteBody', 'The request body terminated unexpectedly', 400)

export const entityTooLarge = (max: number, proposed?: number) =>
  error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
    ...(proposed !== undefined && { ProposedSize: proposed }),
    MaxSizeAllowed: max,
  })

/** Kenja's own: AWS's disks do not fill up. 507 is not repeated by the SDKs. */
export const insufficientStorage = () =>
  error('InsufficientStorage', "The disk that holds Kenja's data is full. Free some space and try again; nothing of this upload was kept.", 507)

export const entityTooSmall = (part: { partNumber: number; size: number; etag: string }, min: number) =>
  error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    ProposedSize: part.size,
    MinSizeAllowed: min,
    PartNumber: part.partNumber,
    ETag: part.etag,
  })

export const invalidPart = (uploadId: string, partNumber: number, etag: string) =>
  error(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId: uploadId, PartNumber: partNumber, ETag: etag },
  )

export const invalidPartOrder = (uploadId: string) =>
  error('InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.', 400, { UploadId: uploadId })

export const invalidTag = (message: string, fields?: Fields) => error('InvalidTag', message, 400, fields)

export const tooManyTags = (kind: 'Object' | 'Bucket', max: number) =>
  error('BadRequest', kind === 'Object' ? `Object tags cannot be greater than ${max}` : `Bucket tag count cannot be greater than ${max}`, 400)
