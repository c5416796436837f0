/** The record of a service's own AssumeRole, before it works in a role's name. */
import type { Principal } from '../../../operation.ts'
import { eventTime, type TrailEvent } from './event-record.ts'

export interface ServiceAssumedRole {
  /** The service's host name: `sagemaker.amazonaws.com`. */
  readonly service: string
  readonly principal: Principal
  readonly region: string
  readonly at: Date
  readonly durationSeconds: number
  /** Undefined where the service keeps them to itself. */
  readonly credentials?: { readonly accessKeyId: string; readonly sessionToken: string; readonly expiresAt: Date }
  readonly eventId: string
  readonly requestId: string
  readonly sharedEventId: string
}

const ASSUME_ROLE = 'AssumeRole'

export function serviceAssumedRole(assumed: ServiceAssumedRole): TrailEvent {
  const { service, principal, region, at, durationSeconds, credentials, eventId } = assumed
  const roleArn = principal.roleArn as string
  const accountId = principal.account
  const roleSessionName = principal.arn.slice(principal.arn.lastIndexOf('/') + 1)
  const record = {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy: service },
    eventTime: eventTime(at),
    eventSource: 'sts.amazonaws.com',
    eventName: ASSUME_ROLE,
    awsRegion: region,
    sourceIPAddress: service,
    userAgent: service,
    requestParameters: { roleArn, roleSessionName, durationSeconds },
    responseElements: {
      ...(credentials ? { credentials: { accessKeyId: credentials.accessKeyId, expiration: eventTime(credentials.expiresAt) } } : {}),
      assumedRoleUser: { assumedRoleId: principal.userId, arn: principal.arn },
    },
    requestID: assumed.requestId,
    eventID: eventId,
    readOnly: true,
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    sharedEventID: assumed.sharedEventId,
    eventCategory: 'Management',
  }
  return {
    eventId,
    account: accountId,
    region,
    atMs: at.getTime(),
    name: ASSUME_ROLE,
    source: record.eventSource,
    username: service,
    accessKeyId: '',
    readOnly: true,
    principal: service,
    resources: [
      ['AWS::IAM::Role', roleArn],
      ['AWS::STS::AssumedRole', principal.arn],
    ],
    record: JSON.stringify(record),
  }
}
