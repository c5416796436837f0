/** What people do at the door, as AWS's sign-in service writes it (AWS: "AWS Management Console sign-in events"). Passwords and codes are never part of it. */
import type { Call, Principal } from '../../../operation.ts'
import { eventTime, type TrailEvent } from './event-record.ts'
import { userIdentityOf } from './user-identity.ts'

/** Where somebody stands. */
export interface Doorstep {
  readonly sourceIp: string
  readonly userAgent: string
  /** scheme://host:port. */
  readonly origin: string
}

export interface ConsoleLogin {
  readonly account: string
  readonly kind: 'root' | 'user'
  /** Undefined: the account has nobody of this name. */
  readonly principal: Principal | undefined
  readonly succeeded: boolean
  readonly mfaUsed: boolean
  readonly from: Doorstep
  readonly at: Date
  readonly eventId: string
}

const SOURCE = 'signin.amazonaws.com'
/** Sign-in is global, and its events stand there. */
const REGION = 'us-east-1'
/** A name that nobody has may be a password in the wrong field. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

function identityOf({ account, kind, principal, succeeded }: ConsoleLogin): object {
  if (kind === 'root') return { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account, accessKeyId: '' }
  if (!principal) return { type: 'IAMUser', accountId: account, accessKeyId: '', userName: HIDDEN }
  const { userId, arn } = principal
  return {
    type: 'IAMUser',
    principalId: userId,
    ...(succeeded ? { arn } : {}),
    accountId: account,
    ...(succeeded ? {} : { accessKeyId: '' }),
    userName: lastPart(arn),
  }
}

const failureOf = ({ kind, principal }: ConsoleLogin) => (kind === 'user' && !principal ? 'No username found in supplied account' : 'Failed authentication')

interface SignInRecord {
  readonly name: string
  readonly identity: object
  readonly account: string
  readonly from: Doorstep
  readonly at: Date
  readonly eventId: string
  readonly outcome: 'Success' | 'Failure'
  readonly errorMessage?: string
  readonly more: object
}

function recordOf({ name, identity, account, from, at, eventId, outcome, errorMessage, more }: SignInRecord): string {
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: eventTime(at),
    eventSource: SOURCE,
    eventName: name,
    awsRegion: REGION,
    sourceIPAddress: from.sourceIp,
    userAgent: from.userAgent,
    ...(errorMessage === undefined ? {} : { errorMessage }),
    requestParameters: null,
    responseElements: { [name]: outcome },
    additionalEventData: more,
    eventID: eventId,
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  })
}

const kept = (eventId: string, at: Date, name: string, account: string, username: string, principal: string): Omit<TrailEvent, 'record'> => ({
  eventId,
  account,
  region: REGION,
  atMs: at.getTime(),
  name,
  source: SOURCE,
  username,
  accessKeyId: '',
  readOnly: false,
  principal,
  resources: [],
})

export function consoleLogin(login: ConsoleLogin): TrailEvent {
  const { account, kind, principal, succeeded, mfaUsed, from, at, eventId } = login
  const username = kind === 'root' ? 'root' : principal ? lastPart(principal.arn) : HIDDEN
  return {
    ...kept(eventId, at, 'ConsoleLogin', account, username, principal?.arn ?? ''),
    record: recordOf({
      name: 'ConsoleLogin',
      identity: identityOf(login),
      account,
      from,
      at,
      eventId,
      outcome: succeeded ? 'Success' : 'Failure',
      ...(succeeded ? {} : { errorMessage: failureOf(login) }),
      more: { LoginTo: `${from.origin}/`, MobileVersion: 'No', MFAUsed: mfaUsed ? 'Yes' : 'No' },
    }),
  }
}

export interface SwitchedRole {
  readonly call: Call
  /** Who the caller has become, and the key of that session. */
  readonly principal: Principal
  readonly accessKeyId: string
  readonly at: Date
  readonly eventId: string
}

/** In the account of the role. */
export function switchedRole({ call, principal, accessKeyId, at, eventId }: SwitchedRole): TrailEvent {
  return {
    ...kept(eventId, at, 'SwitchRole', principal.account, lastPart(principal.arn), principal.roleArn ?? principal.arn),
    record: recordOf({
      name: 'SwitchRole',
      identity: userIdentityOf({ ...call, principal, accessKeyId }),
      account: principal.account,
      from: call,
      at,
      eventId,
      outcome: 'Success',
      more: { SwitchFrom: call.principal.arn, RedirectTo: `${call.origin}/` },
    }),
  }
}
