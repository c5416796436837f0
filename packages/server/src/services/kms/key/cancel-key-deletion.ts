import type { CancelKeyDeletionRequest, CancelKeyDeletionResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { notPendingDeletion } from '../errors.ts'
import * as keys from './key.store.ts'
import { mustFindKeyItself } from './key-id.ts'

/** The key stays disabled: who wants it back enables it. */
export const cancelKeyDeletion: Operation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> = (input, ctx) => {
  const key = mustFindKeyItself(ctx, input.KeyId)
  if (!key.deletionAt) throw notPendingDeletion(key.arn)
  keys.put(ctx.db, { ...key, deletionAt: undefined, enabled: false })
  return { KeyId: key.arn }
}
