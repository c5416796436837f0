import type { ListKeyPoliciesRequest, ListKeyPoliciesResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { after } from '../page.ts'
import { POLICY_NAME } from './key-policy.ts'

/** A key has one policy: there is never a second page. */
export const listKeyPolicies: Operation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> = (input, ctx) => {
  mustFindKeyItself(ctx, input.KeyId)
  after(input)
  return { PolicyNames: [POLICY_NAME], Truncated: false }
}
