import type { ListSecretVersionIdsRequest, ListSecretVersionIdsResponse } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { secretsLimits } from '../limits.ts'
import { page } from '../page.ts'
import { mustFindAnySecret } from '../secret/find-secret.ts'
import * as versions from './secret-version.store.ts'

/** How AWS names the account's own key here. */
const DEFAULT_KEY = 'DefaultEncryptionKey'

/** Versions without a label only when they are asked for. */
export const listSecretVersionIds: Operation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> = (input, ctx) => {
  const { arn, name } = mustFindAnySecret(ctx, input.SecretId)
  const found = versions.of(ctx, arn).filter(({ stages }) => stages.length > 0 || input.IncludeDeprecated)
  const { things, more } = page(found, input.MaxResults ?? secretsLimits.pageOfSecrets, input.NextToken)
  return {
    ARN: arn,
    Name: name,
    Versions: things.map(({ id, stages, createdAt, accessedAt, kmsKeyId }) => ({
      VersionId: id,
      ...(stages.length > 0 ? { VersionStages: [...stages] } : {}),
      ...(accessedAt === undefined ? {} : { LastAccessedDate: accessedAt }),
      CreatedDate: createdAt,
      KmsKeyIds: [kmsKeyId ?? DEFAULT_KEY],
    })),
    ...more,
  }
}
