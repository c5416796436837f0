import type { DeletePolicyVersionRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { ownPolicy, ownVersion } from './own-policy.ts'
import * as policies from './policy.store.ts'

export const deletePolicyVersion: Operation<DeletePolicyVersionRequest, Record<string, never>> = (input, ctx) => {
  const policy = ownPolicy(ctx, input.PolicyArn)
  const { version } = ownVersion(ctx, policy, input.VersionId)
  if (version === policy.defaultVersion) throw deleteConflict('Cannot delete the default version of a policy.')
  policies.removeVersion(ctx.db, policy.arn, version)
  return {}
}
