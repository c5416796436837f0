import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { malformedPolicy, notYet, publicPolicy } from '../errors.ts'
import type { WithPolicyName } from '../newer-members.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import * as secrets from '../secret/secret.store.ts'
import { faultsOf } from './check-policy.ts'

export const putResourcePolicy: Operation<PutResourcePolicyRequest & WithPolicyName, PutResourcePolicyResponse> = (input, ctx) => {
  if (input.PolicyName !== undefined) throw notYet('several policies of a secret (PolicyName)')
  const secret = mustFindSecret(ctx, input.SecretId)
  const faults = faultsOf(ctx, input.ResourcePolicy)
  if (faults.some(({ check }) => check === 'JSON_SYNTAX')) throw malformedPolicy()
  if (input.BlockPublicPolicy && faults.length > 0) throw publicPolicy()
  secrets.update(ctx, { ...secret, policy: input.ResourcePolicy })
  return { ARN: secret.arn, Name: secret.name }
}
