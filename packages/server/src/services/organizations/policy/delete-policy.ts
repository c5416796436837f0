import type { DeletePolicyRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { policyInUse } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { findOwnPolicy } from './find-policy.ts'
import * as policies from './policy.store.ts'
import { policyArn } from './policy.ts'

export const deletePolicy: Operation<DeletePolicyRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { id } = findOwnPolicy(ctx.db, organization, input.PolicyId)
  if (policies.targets(ctx.db, organization.id, id).length > 0) throw policyInUse()
  policies.remove(ctx.db, id)
  ctx.tags.drop(policyArn(organization, id))
  return {}
}
