import type { DescribeOrganizationalUnitRequest, DescribeOrganizationalUnitResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findUnit } from './find-unit.ts'
import { describeUnit } from './unit.ts'

export const describeOrganizationalUnit: Operation<DescribeOrganizationalUnitRequest, DescribeOrganizationalUnitResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  return { OrganizationalUnit: describeUnit(organization, findUnit(ctx.db, organization, input.OrganizationalUnitId)) }
}
