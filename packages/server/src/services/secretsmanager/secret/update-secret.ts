import type { UpdateSecretRequest, UpdateSecretResponse } from '@aws-sdk/client-secrets-manager'
import { uuid } from '../../../lib/ids.ts'
import type { Context, Operation } from '../../../operation.ts'
import { notYet } from '../errors.ts'
import { addVersion } from '../secret-version/add-version.ts'
import { givenValue, openValue, sealValue } from '../secret-version/secret-value.ts'
import * as versions from '../secret-version/secret-version.store.ts'
import { CURRENT, PENDING, PREVIOUS } from '../secret-version/secret-version.ts'
import { mustFindSecret } from './find-secret.ts'
import * as secrets from './secret.store.ts'
import type { Secret } from './secret.ts'

/** Description, key and value, as far as they are given. */
export const updateSecret: Operation<UpdateSecretRequest, UpdateSecretResponse> = (input, ctx) => {
  if (input.Type !== undefined) throw notYet("partners' secrets (Type)")
  const known = mustFindSecret(ctx, input.SecretId)
  const value = givenValue(input)
  const { kmsKeyId: _former, ...rest } = known
  const keyId = input.KmsKeyId === undefined ? known.kmsKeyId : input.KmsKeyId || undefined
  const secret: Secret = {
    ...rest,
    ...(keyId === undefined ? {} : { kmsKeyId: keyId }),
    ...(input.Description === undefined ? {} : { description: input.Description }),
    changedAt: ctx.now,
  }
  secrets.update(ctx, secret)
  if (keyId !== known.kmsKeyId) resealLabelled(ctx, secret)
  if (!value) return { ARN: secret.arn, Name: secret.name }
  const id = input.ClientRequestToken ?? uuid()
  addVersion(ctx, secret, { id, value, stages: [CURRENT] })
  return { ARN: secret.arn, Name: secret.name, VersionId: id }
}

/** The values that AWS's own labels name move to the new key; others stay under theirs (AWS: UpdateSecret). */
function resealLabelled(ctx: Context, secret: Secret): void {
  const { arn, kmsKeyId } = secret
  for (const { id, stages } of versions.of(ctx, arn)) {
    if (!stages.some((stage) => [CURRENT, PENDING, PREVIOUS].includes(stage))) continue
    const stored = versions.sealedValue(ctx, arn, id)
    if (!stored) continue
    versions.reseal(ctx, arn, id, kmsKeyId, sealValue(ctx, secret, id, openValue(ctx, arn, id, stored)).sealed)
  }
}
