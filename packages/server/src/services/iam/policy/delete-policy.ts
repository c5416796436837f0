import type { DeletePolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { ownPolicy } from './own-policy.ts'
import * as policies from './policy.store.ts'
import { policyUses } from './policy-uses.ts'

export const deletePolicy: Operation<DeletePolicyRequest, Record<string, never>> = (input, ctx) => {
  const { arn } = ownPolicy(ctx, input.PolicyArn)
  const { attachments, boundaries } = policyUses(ctx.db, ctx.account, arn)
  if (attachments + boundaries > 0) throw deleteConflict('Cannot delete a policy attached to entities.')
  if (policies.versions(ctx.db, arn).length > 1)
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    )
  policies.remove(ctx.db, arn)
  ctx.tags.drop(arn)
  return {}
}
