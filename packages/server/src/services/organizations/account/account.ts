/** An account of an organization, and the request that makes one. */
import type { Account, CreateAccountStatus } from '@aws-sdk/client-organizations'
import { accountNumber, lowerId } from '../../../lib/ids.ts'
import { arnIn, type OrganizationRecord } from '../organization/organization.ts'

export interface AccountRecord {
  /** Twelve digits. */
  readonly id: string
  readonly organization: string
  /** A root's or organizational unit's id. */
  readonly parent: string
  readonly email: string
  readonly name: string
  readonly status: 'ACTIVE' | 'SUSPENDED'
  readonly joinedMethod: 'CREATED' | 'INVITED'
  readonly joinedAt: Date
}

/** The wish for an account; the engine makes it true. */
export interface CreationRecord {
  /** `car-…`. */
  readonly id: string
  readonly organization: string
  readonly email: string
  readonly name: string
  readonly roleName: string
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED'
  readonly requestedAt: Date
  readonly completedAt: Date | undefined
  readonly account: string | undefined
  readonly failureReason: 'EMAIL_ALREADY_EXISTS' | 'ACCOUNT_LIMIT_EXCEEDED' | undefined
}

export const DEFAULT_ROLE = 'OrganizationAccountAccessRole'

export const newCreationId = () => `car-${lowerId(32)}`
export const newAccountId = accountNumber

/** What the engine is told of a request by. No such ARN exists on AWS. */
export const creationArn = (managementAccount: string, id: string) => `arn:aws:organizations::${managementAccount}:account-creation/${id}`

export const describeAccountRecord = (organization: OrganizationRecord, account: AccountRecord): Account => ({
  Id: account.id,
  Arn: arnIn(organization, 'account', account.id),
  Email: account.email,
  Name: account.name,
  Status: account.status,
  State: account.status,
  JoinedMethod: account.joinedMethod,
  JoinedTimestamp: account.joinedAt,
})

export const describeCreation = (creation: CreationRecord): CreateAccountStatus => ({
  Id: creation.id,
  AccountName: creation.name,
  State: creation.state,
  RequestedTimestamp: creation.requestedAt,
  ...(creation.completedAt === undefined ? {} : { CompletedTimestamp: creation.completedAt }),
  ...(creation.account === undefined ? {} : { AccountId: creation.account }),
  ...(creation.failureReason === undefined ? {} : { FailureReason: creation.failureReason }),
})
