import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { constraintViolation, duplicatePolicy } from '../errors.ts'
import { limits } from '../limits.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { checkTags } from '../tag/check-tags.ts'
import { checkContent } from './check-content.ts'
import { mustHaveType } from './find-policy.ts'
import * as policies from './policy.store.ts'
import { describePolicyRecord, FULL_ACCESS, newPolicyId, policyArn } from './policy.ts'

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  mustHaveType(organization, input.Type)
  checkContent(ctx, input.Content)
  const tags = checkTags(input.Tags)
  const known = policies.ofOrganization(ctx.db, organization.id)
  if (known.length >= limits.policies)
    throw constraintViolation('POLICY_NUMBER_LIMIT_EXCEEDED', 'You attempted to exceed the number of policies that you can have in an organization.')
  if ([FULL_ACCESS, ...known].some(({ name }) => name === input.Name)) throw duplicatePolicy()
  const policy = { id: newPolicyId(), organization: organization.id, name: input.Name, description: input.Description, content: input.Content }
  policies.insert(ctx.db, policy)
  ctx.tags.set(policyArn(organization, policy.id), tags)
  return { Policy: describePolicyRecord(organization, policy) }
}
