import type { DetachPolicyRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { constraintViolation, policyNotAttached, policyTypeNotEnabled } from '../errors.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { SERVICE_CONTROL_POLICY } from '../organization/organization.ts'
import { findPolicy } from './find-policy.ts'
import { findTarget } from './find-target.ts'
import * as policies from './policy.store.ts'

/** The last one stays: without any, nothing would be allowed. */
export const detachPolicy: Operation<DetachPolicyRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { id } = findPolicy(ctx.db, organization, input.PolicyId)
  findTarget(ctx.db, organization, input.TargetId)
  if (!organization.policyTypes.includes(SERVICE_CONTROL_POLICY)) throw policyTypeNotEnabled()
  const known = policies.attached(ctx.db, organization.id, input.TargetId)
  if (!known.includes(id)) throw policyNotAttached()
  if (known.length === 1)
    throw constraintViolation(
      'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You attempted to detach a policy from an entity that would cause the entity to have fewer than the minimum number of policies of a certain type required.',
    )
  policies.detach(ctx.db, organization.id, input.TargetId, id)
  return {}
}
