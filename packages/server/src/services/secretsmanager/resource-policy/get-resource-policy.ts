import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { notYet } from '../errors.ts'
import type { WithPolicyName } from '../newer-members.ts'
import { mustFindSecret } from '../secret/find-secret.ts'

export const getResourcePolicy: Operation<GetResourcePolicyRequest & WithPolicyName, GetResourcePolicyResponse> = (input, ctx) => {
  if (input.PolicyName !== undefined) throw notYet('several policies of a secret (PolicyName)')
  const { arn, name, policy } = mustFindSecret(ctx, input.SecretId)
  return { ARN: arn, Name: name, ...(policy === undefined ? {} : { ResourcePolicy: policy }) }
}
