import type { PutSecretValueRequest, PutSecretValueResponse } from '@aws-sdk/client-secrets-manager'
import { uuid } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { invalidParameter, notYet } from '../errors.ts'
import { mustFindSecret } from '../secret/find-secret.ts'
import * as secrets from '../secret/secret.store.ts'
import { addVersion } from './add-version.ts'
import { givenValue } from './secret-value.ts'
import { CURRENT } from './secret-version.ts'

export const putSecretValue: Operation<PutSecretValueRequest, PutSecretValueResponse> = (input, ctx) => {
  if (input.RotationToken !== undefined) throw notYet('rotation from another account (RotationToken)')
  const secret = mustFindSecret(ctx, input.SecretId)
  const value = givenValue(input)
  if (!value) throw invalidParameter('You must provide either SecretString or SecretBinary.')
  const id = input.ClientRequestToken ?? uuid()
  const stages = addVersion(ctx, secret, { id, value, stages: input.VersionStages ?? [CURRENT] })
  secrets.update(ctx, { ...secret, changedAt: ctx.now })
  return { ARN: secret.arn, Name: secret.name, VersionId: id, ...(stages.length > 0 ? { VersionStages: stages } : {}) }
}
