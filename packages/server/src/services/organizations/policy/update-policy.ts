import type { UpdatePolicyRequest, UpdatePolicyResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { duplicatePolicy } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { checkContent } from './check-content.ts'
import { findOwnPolicy } from './find-policy.ts'
import * as policies from './policy.store.ts'
import { describePolicyRecord, FULL_ACCESS } from './policy.ts'

export const updatePolicy: Operation<UpdatePolicyRequest, UpdatePolicyResponse> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const before = findOwnPolicy(ctx.db, organization, input.PolicyId)
  const policy = { ...before, name: input.Name ?? before.name, description: input.Description ?? before.description, content: input.Content ?? before.content }
  checkContent(ctx, policy.content)
  const others = [FULL_ACCESS, ...policies.ofOrganization(ctx.db, organization.id)].filter(({ id }) => id !== policy.id)
  if (others.some(({ name }) => name === policy.name)) throw duplicatePolicy()
  policies.update(ctx.db, policy)
  return { Policy: describePolicyRecord(organization, policy) }
}
