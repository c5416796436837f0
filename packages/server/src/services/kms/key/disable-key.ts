import type { DisableKeyRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from './key.store.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'

/** From the next call on, nothing that the key protects can be read. */
export const disableKey: Operation<DisableKeyRequest, Record<string, never>> = (input, ctx) => {
  keys.put(ctx.db, { ...refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId)), enabled: false })
  return {}
}
