import type { GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import * as deletions from './service-linked-role.store.ts'

export const getServiceLinkedRoleDeletionStatus: Operation<GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse> = (
  input,
  ctx,
) => {
  if (!deletions.exists(ctx.db, ctx.account, input.DeletionTaskId)) throw noSuchEntity(`Deletion task ${input.DeletionTaskId} cannot be found.`)
  return { Status: 'SUCCEEDED' }
}
