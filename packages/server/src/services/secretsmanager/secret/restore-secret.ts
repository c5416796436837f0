import type { RestoreSecretRequest, RestoreSecretResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { mustFindAnySecret } from './find-secret.ts'
import * as secrets from './secret.store.ts'

export const restoreSecret: Operation<RestoreSecretRequest, RestoreSecretResponse> = (input, ctx) => {
  const { deletion: _, ...secret } = mustFindAnySecret(ctx, input.SecretId)
  secrets.update(ctx, secret)
  return { ARN: secret.arn, Name: secret.name }
}
