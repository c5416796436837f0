import type { ValidateResourcePolicyRequest, ValidateResourcePolicyResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import { faultsOf } from './check-policy.ts'

export const validateResourcePolicy: Operation<ValidateResourcePolicyRequest, ValidateResourcePolicyResponse> = (input, ctx) => {
  if (input.SecretId !== undefined) mustFindSecret(ctx, input.SecretId)
  const faults = faultsOf(ctx, input.ResourcePolicy)
  return {
    PolicyValidationPassed: faults.length === 0,
    ValidationErrors: faults.map(({ check, message }) => ({ CheckName: check, ErrorMessage: message })),
  }
}
