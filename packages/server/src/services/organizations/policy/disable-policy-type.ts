import type { DisablePolicyTypeRequest, DisablePolicyTypeResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { policyTypeNotEnabled } from '../errors.ts'
import * as organizations from '../organization/organization.store.ts'
import { describeRoot } from '../organization/organization.ts'
import { resetAttachments, rootWithType } from './policy-types.ts'

export const disablePolicyType: Operation<DisablePolicyTypeRequest, DisablePolicyTypeResponse> = (input, ctx) => {
  const organization = rootWithType(ctx, input.RootId, input.PolicyType)
  if (!organization.policyTypes.includes(input.PolicyType)) throw policyTypeNotEnabled()
  const policyTypes = organization.policyTypes.filter((type) => type !== input.PolicyType)
  organizations.setPolicyTypes(ctx.db, organization.id, policyTypes)
  resetAttachments(ctx, organization)
  return { Root: describeRoot({ ...organization, policyTypes }) }
}
