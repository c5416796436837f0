import type { AttachPolicyRequest } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { constraintViolation, duplicateAttachment, policyTypeNotEnabled } from '../errors.ts'
import { limits } from '../limits.ts'
import { managedOrganization } from '../organization/find-organization.ts'
import { SERVICE_CONTROL_POLICY } from '../organization/organization.ts'
import { findPolicy } from './find-policy.ts'
import { findTarget } from './find-target.ts'
import * as policies from './policy.store.ts'

export const attachPolicy: Operation<AttachPolicyRequest, Record<string, never>> = (input, ctx) => {
  const organization = managedOrganization(ctx)
  const { id } = findPolicy(ctx.db, organization, input.PolicyId)
  findTarget(ctx.db, organization, input.TargetId)
  if (!organization.policyTypes.includes(SERVICE_CONTROL_POLICY)) throw policyTypeNotEnabled()
  const known = policies.attached(ctx.db, organization.id, input.TargetId)
  if (known.includes(id)) throw duplicateAttachment()
  if (known.length >= limits.policiesPerTarget)
    throw constraintViolation(
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      'You attempted to exceed the number of policies of a certain type that can be attached to an entity at one time.',
    )
  policies.attach(ctx.db, organization.id, input.TargetId, id)
  return {}
}
