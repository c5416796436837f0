import type { EnablePolicyTypeRequest, EnablePolicyTypeResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { policyTypeAlreadyEnabled } from '../errors.ts'
import * as organizations from '../organization/organization.store.ts'
import { describeRoot } from '../organization/organization.ts'
import { rootWithType } from './policy-types.ts'

export const enablePolicyType: Operation<EnablePolicyTypeRequest, EnablePolicyTypeResponse> = (input, ctx) => {
  const organization = rootWithType(ctx, input.RootId, input.PolicyType)
  if (organization.policyTypes.includes(input.PolicyType)) throw policyTypeAlreadyEnabled()
  const policyTypes = [...organization.policyTypes, input.PolicyType]
  organizations.setPolicyTypes(ctx.db, organization.id, policyTypes)
  return { Root: describeRoot({ ...organization, policyTypes }) }
}
