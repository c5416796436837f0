import type { TagResourceRequest } from '@aws-sdk/client-secrets-manager'
import type { Operation } from '../../../operation.ts'
import { mustFindSecret } from './find-secret.ts'
import { setTags } from './set-tags.ts'

export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, mustFindSecret(ctx, input.SecretId).arn, input.Tags)
  return {}
}
