import type { UpdateAccessKeyRequest } from '@aws-sdk/client-iam'
import { type Operation, ServiceError } from '../../../operation.ts'
import * as accessKeys from './access-key.store.ts'
import { findAccessKey, keyOwner } from './find-access-key.ts'

export const updateAccessKey: Operation<UpdateAccessKeyRequest, Record<string, never>> = (input, ctx) => {
  const owner = keyOwner(ctx, input.UserName)
  const key = findAccessKey(ctx, owner, input.AccessKeyId)
  // Expired is IAM's to say, not the caller's.
  if (input.Status !== 'Active' && input.Status !== 'Inactive') throw new ServiceError('InvalidInput', `The status ${input.Status} cannot be set.`)
  accessKeys.setStatus(ctx.db, key.id, input.Status)
  ctx.wake(owner.arn)
  return {}
}
