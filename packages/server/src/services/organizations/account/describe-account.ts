import type { DescribeAccountRequest, DescribeAccountResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { describeAccountRecord } from './account.ts'
import { findAccount } from './find-account.ts'

export const describeAccount: Operation<DescribeAccountRequest, DescribeAccountResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  return { Account: describeAccountRecord(organization, findAccount(ctx.db, organization, input.AccountId)) }
}
