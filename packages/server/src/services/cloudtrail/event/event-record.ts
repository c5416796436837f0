/** One call as CloudTrail writes it: the members and their order are those of AWS's records (AWS: "CloudTrail record contents"). */
import { modelOf, type ServiceId } from '#wire'
import type { Call } from '../../../operation.ts'
import { trailLimits } from '../limits.ts'
import { type Category, categoryOf, eventNameOf, eventRegionOf, eventSourceOf, isReadOnly } from './classify.ts'
import { requestParameters, responseElements } from './parameters.ts'
import { type EventResource, resourcesOf } from './resources.ts'
import { userIdentityOf, usernameOf } from './user-identity.ts'

/** A call of an operation, and how it ended. */
export interface Happened {
  readonly service: ServiceId
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly call: Call
  readonly region: string
  readonly at: Date
  readonly eventId: string
  readonly output?: unknown
  readonly error?: { readonly code: string; readonly message: string }
}

/** What the history keeps of an event besides the record's text, to be found by. */
export interface TrailEvent {
  readonly eventId: string
  readonly account: string
  readonly region: string
  readonly atMs: number
  readonly name: string
  readonly source: string
  readonly username: string
  readonly accessKeyId: string
  readonly readOnly: boolean
  /** The role or user whose rights were used. */
  readonly principal: string
  readonly resources: readonly EventResource[]
  /** The record as JSON. */
  readonly record: string
}

const EVENT_VERSION = '1.11'

/** Services that refuse with AccessDeniedException, where AWS's records say AccessDenied; IAM and STS say so themselves. */
const PLAIN_DENIAL: ReadonlySet<string> = new Set(['iam', 'sts', 'kms', 'organizations'])
/** Services whose records of refused calls tell no parameters. */
const SILENT_DENIAL: ReadonlySet<string> = new Set(['iam', 'sts', 'kms'])

export const eventTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

const hostOf = (origin: string): string => origin.slice(origin.indexOf('//') + 2)

interface RecordResource {
  readonly accountId?: string
  readonly type: string
  readonly ARN: string
}

/** `resources` of the record itself: only where AWS's records have it. */
function recordResources({ service, operation, input, call, region, output }: Happened): readonly RecordResource[] | undefined {
  const name: string = service
  const accountId = call.principal.account
  if (service === 'sts' && typeof input.RoleArn === 'string')
    return [{ accountId: input.RoleArn.split(':')[4] ?? accountId, type: 'AWS::IAM::Role', ARN: input.RoleArn }]
  if (name === 'kms') {
    // The answer tells which key it was, whatever the request called it.
    const key = [(output as { readonly KeyId?: unknown } | undefined)?.KeyId, input.KeyId].find((id) => typeof id === 'string' && id.includes(':key/'))
    if (typeof key === 'string') return [{ accountId: key.split(':')[4] ?? accountId, type: 'AWS::KMS::Key', ARN: key }]
  }
  if (service === 'sagemaker-runtime' && typeof input.EndpointName === 'string')
    return [{ accountId, type: 'AWS::SageMaker::Endpoint', ARN: `arn:aws:sagemaker:${region}:${accountId}:endpoint/${input.EndpointName.toLowerCase()}` }]
  if (service === 's3' && categoryOf(service, operation, input) === 'data' && typeof input.Bucket === 'string') {
    const bucket = { accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${input.Bucket}` }
    return typeof input.Key === 'string' ? [{ type: 'AWS::S3::Object', ARN: `${bucket.ARN}/${input.Key}` }, bucket] : [bucket]
  }
  return undefined
}

function errorOf({ service, error }: Happened): { errorCode: string; errorMessage: string } | undefined {
  if (!error) return undefined
  if (error.code === 'AccessDeniedException' && PLAIN_DENIAL.has(service)) return { errorCode: 'AccessDenied', errorMessage: error.message }
  if (service === 'ec2') return { errorCode: `Client.${error.code}`, errorMessage: error.message }
  // IAM's answers say NoSuchEntity, its records NoSuchEntityException: the name of the error's shape.
  const errorCode = service === 'iam' ? (modelOf('iam').fault(error.code)?.name ?? error.code) : error.code
  return { errorCode, errorMessage: error.message }
}

function bodyOf(happened: Happened, category: Category, withParameters: boolean): Record<string, unknown> {
  const { service, operation, input, call, region, at, eventId, output, error } = happened
  const failed = errorOf(happened)
  const readOnly = isReadOnly(service, operation)
  const silent = failed?.errorCode === 'AccessDenied' && SILENT_DENIAL.has(service)
  // AssumeRole reads, and yet its record has the answer.
  const answers = !error && (!readOnly || service === 'sts') && category === 'management'
  const resources = recordResources(happened)
  return {
    eventVersion: EVENT_VERSION,
    userIdentity: userIdentityOf(call),
    eventTime: eventTime(at),
    eventSource: eventSourceOf(service),
    eventName: eventNameOf(service, operation),
    awsRegion: eventRegionOf(service, region),
    sourceIPAddress: call.sourceIp,
    userAgent: service === 's3' ? `[${call.userAgent}]` : call.userAgent,
    ...failed,
    requestParameters: silent ? null : withParameters ? requestParameters(service, operation, input, hostOf(call.origin)) : { omitted: true },
    responseElements: answers ? (withParameters ? responseElements(service, operation, output, call.id) : { omitted: true }) : null,
    requestID: call.id,
    eventID: eventId,
    readOnly,
    ...(resources ? { resources } : {}),
    eventType: 'AwsApiCall',
    managementEvent: category === 'management',
    recipientAccountId: call.principal.account,
    eventCategory: category === 'management' ? 'Management' : 'Data',
  }
}

/** The call's record, ready to be kept. */
export function trailEventOf(happened: Happened): TrailEvent {
  const { service, operation, input, call, at } = happened
  const category = categoryOf(service, operation, input)
  let record = JSON.stringify(bodyOf(happened, category, true))
  if (record.length > trailLimits.eventCharacters) record = JSON.stringify(bodyOf(happened, category, false))
  return {
    eventId: happened.eventId,
    account: call.principal.account,
    region: eventRegionOf(service, happened.region),
    atMs: at.getTime(),
    name: eventNameOf(service, operation),
    source: eventSourceOf(service),
    username: usernameOf(call),
    accessKeyId: call.accessKeyId.startsWith('A') ? call.accessKeyId : '',
    readOnly: isReadOnly(service, operation),
    principal: call.principal.roleArn ?? call.principal.arn,
    resources: resourcesOf(service, operation, input, happened.output),
    record,
  }
}
