import type { PutKeyPolicyRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { noSuchPolicy } from '../errors.ts'
import * as keys from '../key/key.store.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { checkKeyPolicy, POLICY_NAME } from './key-policy.ts'

/** In every state of the key. */
export const putKeyPolicy: Operation<PutKeyPolicyRequest, Record<string, never>> = (input, ctx) => {
  const key = mustFindKeyItself(ctx, input.KeyId)
  if ((input.PolicyName ?? POLICY_NAME) !== POLICY_NAME) throw noSuchPolicy()
  checkKeyPolicy(ctx, key.arn, input.Policy, input.BypassPolicyLockoutSafetyCheck)
  keys.put(ctx.db, { ...key, policy: input.Policy })
  return {}
}
