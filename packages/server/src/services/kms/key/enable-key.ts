import type { EnableKeyRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from './key.store.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'

export const enableKey: Operation<EnableKeyRequest, Record<string, never>> = (input, ctx) => {
  keys.put(ctx.db, { ...refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId)), enabled: true })
  return {}
}
