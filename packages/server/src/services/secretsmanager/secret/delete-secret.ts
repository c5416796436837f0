import type { DeleteSecretRequest, DeleteSecretResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation, Valid } from '../../../operation.ts'
import { invalidParameter, invalidRequest, secretNotFound } from '../errors.ts'
import { secretsLimits } from '../limits.ts'
import { dropDueSecrets, dropSecret } from './drop-secret.ts'
import { arnOfId, findSecret, placeOf } from './find-secret.ts'
import * as secrets from './secret.store.ts'
import { daysAfter } from './secret.ts'

function daysOf({ RecoveryWindowInDays, ForceDeleteWithoutRecovery }: Valid<DeleteSecretRequest>): number {
  const { least, most } = secretsLimits.recoveryDays
  if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined)
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
  if (RecoveryWindowInDays !== undefined && (RecoveryWindowInDays < least || RecoveryWindowInDays > most))
    throw invalidParameter(`RecoveryWindowInDays value must be between ${least} and ${most} days (inclusive).`)
  return ForceDeleteWithoutRecovery ? 0 : (RecoveryWindowInDays ?? most)
}

/** Now, or after the recovery window. A forced deletion of what is not there is fine, as on AWS: scripts that clean up need not look first. */
export const deleteSecret: Operation<DeleteSecretRequest, DeleteSecretResponse> = (input, ctx) => {
  const days = daysOf(input)
  dropDueSecrets(ctx)
  const secret = findSecret(ctx, input.SecretId)
  const dueAt = daysAfter(ctx.now, days)
  if (!secret) {
    if (!input.ForceDeleteWithoutRecovery) throw secretNotFound()
    return { ARN: arnOfId(ctx, input.SecretId), Name: placeOf(ctx, input.SecretId).name, DeletionDate: dueAt }
  }
  if (input.ForceDeleteWithoutRecovery) dropSecret(ctx, secret.arn)
  else if (secret.deletion) throw invalidRequest("You can't perform this operation on the secret because it was already scheduled for deletion.")
  else secrets.update(ctx, { ...secret, deletion: { askedAt: ctx.now, dueAt } })
  return { ARN: secret.arn, Name: secret.name, DeletionDate: dueAt }
}
