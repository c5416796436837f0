import type { CloseAccountRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { accountAlreadyClosed, constraintViolation } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import * as accounts from './account.store.ts'
import { findAccount } from './find-account.ts'

/** Nobody of a closed account signs in or calls any more; what it has stays, as on AWS for ninety days (here for good). */
export const closeAccount: Operation<CloseAccountRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const account = findAccount(ctx.db, organization, input.AccountId)
  if (account.id === organization.managementAccount)
    throw constraintViolation('CANNOT_CLOSE_MANAGEMENT_ACCOUNT', 'You attempted to close the management account.')
  if (account.status === 'SUSPENDED') throw accountAlreadyClosed()
  accounts.setStatus(ctx.db, account.id, 'SUSPENDED')
  ctx.wake(`arn:aws:iam::${account.id}:root`)
  return {}
}
