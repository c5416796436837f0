import type { DescribeCreateAccountStatusRequest, DescribeCreateAccountStatusResponse } from '@aws-sdk/client-organizations'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { statusNotFound } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import * as accounts from './account.store.ts'
import { creationArn, describeCreation } from './account.ts'

export const describeCreateAccountStatus: Operation<DescribeCreateAccountStatusRequest, DescribeCreateAccountStatusResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const creation = accounts.findCreation(ctx.db, input.CreateAccountRequestId)
  if (creation?.organization !== organization.id) throw statusNotFound()
  return { CreateAccountStatus: describeCreation(creation) }
}

/** Who looks again waits until the account is there. */
export function passing(input: Valid<DescribeCreateAccountStatusRequest>, ctx: Context): { arn: string; until: 'settled' } | undefined {
  const creation = accounts.findCreation(ctx.db, input.CreateAccountRequestId)
  return creation?.state === 'IN_PROGRESS' ? { arn: creationArn(ctx.account, creation.id), until: 'settled' } : undefined
}
