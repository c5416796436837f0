/** What kind of event a call is: management (in the event history), data (only counted, and delivered to trails that select it), or none. */
import type { ServiceId } from '#wire'

export type Category = 'management' | 'data' | 'unrecorded'

const SOURCES: Readonly<Partial<Record<string, string>>> = {
  'sagemaker-runtime': 'sagemaker',
  cloudwatch: 'monitoring',
  accessanalyzer: 'access-analyzer',
}

/** `sagemaker.amazonaws.com`; CloudWatch is `monitoring.amazonaws.com`, as on AWS. */
export const eventSourceOf = (service: ServiceId): string => `${SOURCES[service] ?? service}.amazonaws.com`

/** Object calls are data events, and so are these calls about what a bucket holds (AWS: "Amazon S3 object-level actions tracked by CloudTrail"). */
const BUCKET_DATA = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'HeadBucket', 'DeleteObjects', 'ListMultipartUploads'])
/** Calls that carry a system's own telemetry: on AWS they stand in no event history. */
const TELEMETRY = new Set(['logs:PutLogEvents', 'cloudwatch:PutMetricData'])

export function categoryOf(service: ServiceId, operation: string, input: Readonly<Record<string, unknown>>): Category {
  if (service === 'sagemaker-runtime') return 'data'
  if (service === 's3') return typeof input.Key === 'string' || BUCKET_DATA.has(operation) ? 'data' : 'management'
  return TELEMETRY.has(`${service}:${operation}`) ? 'unrecorded' : 'management'
}

/** Events of global services stand in this region's history, wherever the caller was. */
const GLOBAL_REGION = 'us-east-1'
const GLOBAL_SERVICES = new Set(['iam', 'organizations'])

/** The region in whose history the event stands. */
export const eventRegionOf = (service: ServiceId, region: string): string => (GLOBAL_SERVICES.has(service) ? GLOBAL_REGION : region)

const READING = /^(Get|List|Describe|Head|Lookup|Search|Query|Simulate|Validate|Check|BatchGet|BatchDescribe|Filter|Test|Generate(?!DataKey)|Select)/
/** Where the name does not tell. AssumeRole reads by AWS's own records, GetFederationToken does not; KMS's use of a key does. */
const READING_BY_NAME: Readonly<Record<string, boolean>> = {
  'sts:AssumeRole': true,
  'sts:AssumeRoleWithSAML': true,
  'sts:AssumeRoleWithWebIdentity': true,
  'sts:DecodeAuthorizationMessage': true,
  'sts:GetFederationToken': false,
  'iam:GenerateCredentialReport': true,
  'iam:GenerateServiceLastAccessedDetails': true,
  'kms:Encrypt': true,
  'kms:Decrypt': true,
  'kms:GenerateDataKey': true,
  'kms:GenerateDataKeyWithoutPlaintext': true,
  'kms:ReEncrypt': true,
  'kms:Sign': true,
  'kms:Verify': true,
  'kms:GenerateMac': true,
  'kms:VerifyMac': true,
  'ecr:BatchCheckLayerAvailability': true,
  'sagemaker-runtime:InvokeEndpoint': false,
  'sagemaker-runtime:InvokeEndpointWithResponseStream': false,
  'logs:StartQuery': true,
}

export const isReadOnly = (service: ServiceId, operation: string): boolean => READING_BY_NAME[`${service}:${operation}`] ?? READING.test(operation)

/** Two of S3's events have other names than their operations. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  's3:PutBucketLifecycleConfiguration': 'PutBucketLifecycle',
  's3:GetBucketLifecycleConfiguration': 'GetBucketLifecycle',
  's3:ListObjectsV2': 'ListObjects',
}

export const eventNameOf = (service: ServiceId, operation: string): string => EVENT_NAMES[`${service}:${operation}`] ?? operation
