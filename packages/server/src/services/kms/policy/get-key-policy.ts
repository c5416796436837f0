import type { GetKeyPolicyRequest, GetKeyPolicyResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { noSuchPolicy } from '../errors.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { POLICY_NAME } from './key-policy.ts'

export const getKeyPolicy: Operation<GetKeyPolicyRequest, GetKeyPolicyResponse> = (input, ctx) => {
  const key = mustFindKeyItself(ctx, input.KeyId)
  if ((input.PolicyName ?? POLICY_NAME) !== POLICY_NAME) throw noSuchPolicy()
  return { Policy: key.policy, PolicyName: POLICY_NAME }
}
