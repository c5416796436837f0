import type { SetDefaultPolicyVersionRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { ownPolicy, ownVersion } from './own-policy.ts'
import * as policies from './policy.store.ts'

export const setDefaultPolicyVersion: Operation<SetDefaultPolicyVersionRequest, Record<string, never>> = (input, ctx) => {
  const policy = ownPolicy(ctx, input.PolicyArn)
  policies.setDefaultVersion(ctx.db, policy.arn, ownVersion(ctx, policy, input.VersionId).version, ctx.now)
  return {}
}
