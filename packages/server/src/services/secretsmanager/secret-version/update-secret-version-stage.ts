import type { UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { valueNotFound } from '../errors.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import * as secrets from '../secret/secret.store.ts'
import { relabel } from './add-version.ts'
import * as versions from './secret-version.store.ts'
import { labelsOf, relabelled } from './secret-version.ts'

export const updateSecretVersionStage: Operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse> = (input, ctx) => {
  const secret = mustFindSecret(ctx, input.SecretId)
  const known = versions.of(ctx, secret.arn)
  for (const wanted of [input.RemoveFromVersionId, input.MoveToVersionId])
    if (wanted !== undefined && !known.some(({ id }) => id === wanted)) throw valueNotFound(`VersionId: ${wanted}`)
  relabel(ctx, secret.arn, known, relabelled(labelsOf(known), input.VersionStage, input.RemoveFromVersionId, input.MoveToVersionId))
  secrets.update(ctx, { ...secret, changedAt: ctx.now })
  return { ARN: secret.arn, Name: secret.name }
}
