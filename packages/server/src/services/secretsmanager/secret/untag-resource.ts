import type { UntagResourceRequest } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { mustFindSecret } from './find-secret.ts'

export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(mustFindSecret(ctx, input.SecretId).arn, input.TagKeys)
  return {}
}
