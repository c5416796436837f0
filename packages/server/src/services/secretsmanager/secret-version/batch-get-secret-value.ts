import type { APIErrorType, BatchGetSecretValueRequest, BatchGetSecretValueResponse, SecretValueEntry } from '@aws-sdk/client-secrets-manager'
import { type Context, type Operation, ServiceError, type Valid } from '../../../operation.ts'
import { invalidParameter } from '../errors.ts'
import { secretsLimits } from '../limits.ts'
import { page } from '../page.ts'
import { dropDueSecrets } from '../secret/drop-secret.ts'
import { arnOfId, mustFindSecret } from '../secret/find-secret.ts'
import * as secrets from '../secret/secret.store.ts'
import { selected } from '../secret/select-secrets.ts'
import { readValue } from './read-value.ts'

/** What is asked for: by name, or by filters. */
function idsOf(input: Valid<BatchGetSecretValueRequest>, ctx: Context): readonly string[] {
  if (input.SecretIdList?.length && input.Filters?.length) throw invalidParameter("You can't use both SecretIdList and Filters.")
  if (input.SecretIdList?.length) {
    if (input.MaxResults !== undefined || input.NextToken !== undefined) throw invalidParameter("You can't use MaxResults or NextToken with SecretIdList.")
    return input.SecretIdList
  }
  if (!input.Filters?.length) throw invalidParameter('You must include either SecretIdList or Filters.')
  const found = secrets
    .all(ctx)
    .filter(({ deletion }) => !deletion)
    .map((secret) => ({ secret, tags: ctx.tags.of(secret.arn) }))
  return selected(found, input.Filters).map(({ secret }) => secret.arn)
}

/** Each value needs secretsmanager:GetSecretValue on its secret; one that cannot be read stands among the errors, and does not spoil the others. */
export const batchGetSecretValue: Operation<BatchGetSecretValueRequest, BatchGetSecretValueResponse> = (input, ctx) => {
  dropDueSecrets(ctx)
  const { things, more } = page(idsOf(input, ctx), input.MaxResults ?? secretsLimits.secretsPerBatch, input.NextToken)
  const values: SecretValueEntry[] = []
  const errors: APIErrorType[] = []
  for (const id of things) {
    try {
      ctx.iam.must('secretsmanager:GetSecretValue', arnOfId(ctx, id))
      values.push(readValue(ctx, mustFindSecret(ctx, id), {}))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message })
    }
  }
  return { SecretValues: values, Errors: errors, ...more }
}
