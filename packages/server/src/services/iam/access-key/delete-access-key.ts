import type { DeleteAccessKeyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as accessKeys from './access-key.store.ts'
import { findAccessKey, keyOwner } from './find-access-key.ts'

export const deleteAccessKey: Operation<DeleteAccessKeyRequest, Record<string, never>> = (input, ctx) => {
  const owner = keyOwner(ctx, input.UserName)
  accessKeys.remove(ctx.db, findAccessKey(ctx, owner, input.AccessKeyId).id)
  ctx.wake(owner.arn)
  return {}
}
