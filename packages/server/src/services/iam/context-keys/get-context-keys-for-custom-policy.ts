import type { GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { contextKeyNames } from './context-keys.ts'

export const getContextKeysForCustomPolicy: Operation<GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse> = (input) => ({
  ContextKeyNames: contextKeyNames(input.PolicyInputList),
})
