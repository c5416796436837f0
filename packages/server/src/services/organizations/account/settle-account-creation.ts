/** What the engine does with a request for an account: one step, whole or not at all. */
import type { Database, Ports } from '../../../operation.ts'
import { limits } from '../limits.ts'
import * as organizations from '../organization/organization.store.ts'
import { arnIn } from '../organization/organization.ts'
import { attachFullAccess } from '../policy/full-access.ts'
import * as accounts from './account.store.ts'
import { newAccountId } from './account.ts'

/** Makes the role by which the management account works in the new one; in the same transaction. Throws for a name that IAM refuses. */
export type OpenAccount = (ports: Ports, account: string, roleName: string, trusted: string) => void

export interface AccountOpening {
  readonly openAccount: OpenAccount
  /** An account of this number is there already, outside of any organization. */
  readonly isTaken: (db: Database, account: string) => boolean
}

/** False for a request that is done already: then nothing happens. */
export function settleAccountCreation(ports: Ports, id: string, { openAccount, isTaken }: AccountOpening): boolean {
  const { db, now } = ports
  const creation = accounts.findCreation(db, id)
  const organization = creation && organizations.find(db, creation.organization)
  if (creation?.state !== 'IN_PROGRESS' || !organization) return false
  const failed = (failureReason: 'EMAIL_ALREADY_EXISTS' | 'ACCOUNT_LIMIT_EXCEEDED') => {
    accounts.settleCreation(db, id, { state: 'FAILED', completedAt: now, account: undefined, failureReason })
    return true
  }
  if (accounts.findByEmail(db, creation.email)) return failed('EMAIL_ALREADY_EXISTS')
  if (accounts.ofOrganization(db, organization.id).length >= limits.accounts) return failed('ACCOUNT_LIMIT_EXCEEDED')
  let account = newAccountId()
  while (accounts.find(db, account) || isTaken(db, account)) account = newAccountId()
  accounts.insert(db, {
    id: account,
    organization: organization.id,
    parent: organization.rootId,
    email: creation.email,
    name: creation.name,
    status: 'ACTIVE',
    joinedMethod: 'CREATED',
    joinedAt: now,
  })
  attachFullAccess(db, organization, account)
  if (creation.tags.length > 0) ports.tags.set(arnIn(organization, 'account', account), creation.tags)
  openAccount(ports, account, creation.roleName, organization.managementAccount)
  accounts.settleCreation(db, id, { state: 'SUCCEEDED', completedAt: now, account, failureReason: undefined })
  return true
}
