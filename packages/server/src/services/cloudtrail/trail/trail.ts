/** A trail: its record, its names, and what may be said of it. */
import type { AdvancedEventSelector, EventSelector, Trail } from '@aws-sdk/client-cloudtrail'
import { type Context, type Scope, ServiceError } from '../../../operation.ts'
import { invalidArn, invalidBucketName, invalidHomeRegion, invalidPrefix, invalidTrailName, trailNotFound } from '../errors.ts'
import * as trails from './trail.store.ts'

/** What CreateTrail and UpdateTrail set. */
export interface TrailSettings {
  readonly bucket: string
  readonly prefix?: string
  readonly global: boolean
  readonly multiRegion: boolean
}

export interface TrailRecord {
  readonly account: string
  readonly region: string
  readonly name: string
  readonly arn: string
  readonly settings: TrailSettings
  readonly basic?: readonly EventSelector[]
  readonly advanced?: readonly AdvancedEventSelector[]
  readonly logging: boolean
  readonly startedMs?: number
  readonly stoppedMs?: number
  /** The newest management event that was delivered, or skipped. */
  readonly delivered: number
  readonly attemptedMs?: number
  readonly deliveredMs?: number
  /** Why the last delivery failed; S3's error code. */
  readonly deliveryError?: string
}

export const trailArn = ({ account, region }: Scope, name: string) => `arn:aws:cloudtrail:${region}:${account}:trail/${name}`

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/
const DOUBLED = /[._-]{2}/
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/

/** Throws InvalidTrailNameException in AWS's sense: 3 to 128 letters, digits, `.`, `_`, `-`, none of these three doubled, no IP address. */
export function checkTrailName(name: string): void {
  if (name.length < 3 || name.length > 128) throw invalidTrailName('Trail name must be between 3 and 128 characters long.')
  if (!NAME.test(name) || DOUBLED.test(name) || IP_ADDRESS.test(name))
    throw invalidTrailName(
      'Trail name must start and end with a letter or number, and may contain letters, numbers, periods, underscores and dashes that do not follow each other.',
    )
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const PREFIX = /^[A-Za-z0-9!_.*'()/=+$:,?&@-]{0,200}$/

export function checkDestination(bucket: string, prefix: string | undefined): void {
  if (!BUCKET.test(bucket)) throw invalidBucketName(bucket)
  if (prefix !== undefined && !PREFIX.test(prefix)) throw invalidPrefix()
}

const ARN = /^arn:aws:cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/

/** The trail by its name or ARN. Throws TrailNotFoundException, or CloudTrailARNInvalidException for an ARN of something else. */
export function mustFind(ctx: Context, nameOrArn: string): TrailRecord {
  const named = ARN.exec(nameOrArn)
  if (!named && nameOrArn.startsWith('arn:')) throw invalidArn(nameOrArn)
  const [, region = ctx.region, account = ctx.account, name = nameOrArn] = named ?? []
  if (!named) checkTrailName(name)
  const trail = account === ctx.account ? trails.find({ db: ctx.db, account, region }, name) : undefined
  if (!trail) throw trailNotFound(nameOrArn, ctx.account)
  return trail
}

/** The same, for a change: trails are changed in their own region. */
export function mustFindHere(ctx: Context, nameOrArn: string): TrailRecord {
  const trail = mustFind(ctx, nameOrArn)
  if (trail.region !== ctx.region) throw invalidHomeRegion(trail.region)
  return trail
}

/** Settings that Kenja does not have are refused by name, not forgotten. */
export function refuseOtherSettings(input: Readonly<Record<string, unknown>>): void {
  const unknown = ['SnsTopicName', 'CloudWatchLogsLogGroupArn', 'CloudWatchLogsRoleArn', 'KmsKeyId', 'EnableLogFileValidation'].find((name) => input[name])
  if (unknown) throw new ServiceError('NotImplemented', `Kenja's trails do not have ${unknown} yet.`, 501)
  if (input.IsOrganizationTrail) throw new ServiceError('NotImplemented', "Kenja's trails are each for one account.", 501)
}

/** As DescribeTrails tells it. */
export const describe = ({ name, arn, region, settings, basic, advanced }: TrailRecord): Trail => ({
  Name: name,
  S3BucketName: settings.bucket,
  ...(settings.prefix === undefined ? {} : { S3KeyPrefix: settings.prefix }),
  IncludeGlobalServiceEvents: settings.global,
  IsMultiRegionTrail: settings.multiRegion,
  HomeRegion: region,
  TrailARN: arn,
  LogFileValidationEnabled: false,
  HasCustomEventSelectors: basic !== undefined || advanced !== undefined,
  HasInsightSelectors: false,
  IsOrganizationTrail: false,
})

/** As CreateTrail and UpdateTrail answer. */
export const summary = (trail: TrailRecord) => {
  const { HomeRegion: _1, HasCustomEventSelectors: _2, HasInsightSelectors: _3, ...told } = describe(trail)
  return told
}
