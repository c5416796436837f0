import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { notYet } from '../errors.ts'
import type { WithPolicyName } from '../newer-members.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import * as secrets from '../secret/secret.store.ts'

export const deleteResourcePolicy: Operation<DeleteResourcePolicyRequest & WithPolicyName, DeleteResourcePolicyResponse> = (input, ctx) => {
  if (input.PolicyName !== undefined) throw notYet('several policies of a secret (PolicyName)')
  const { policy: _, ...secret } = mustFindSecret(ctx, input.SecretId)
  secrets.update(ctx, secret)
  return { ARN: secret.arn, Name: secret.name }
}
