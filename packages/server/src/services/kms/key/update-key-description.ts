import type { UpdateKeyDescriptionRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from './key.store.ts'
import { refusePendingDeletion } from './key.ts'
import { mustFindKeyItself } from './key-id.ts'

export const updateKeyDescription: Operation<UpdateKeyDescriptionRequest, Record<string, never>> = (input, ctx) => {
  keys.put(ctx.db, { ...refusePendingDeletion(mustFindKeyItself(ctx, input.KeyId)), description: input.Description })
  return {}
}
