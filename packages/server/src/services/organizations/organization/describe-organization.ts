import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { findOrganization } from './find-organization.ts'
import { describeOrganizationRecord } from './organization.ts'

/** Members may ask it too. */
export const describeOrganization: Operation<Record<string, never>, DescribeOrganizationResponse> = (_input, ctx) => ({
  Organization: describeOrganizationRecord(findOrganization(ctx)),
})
