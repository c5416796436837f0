import type { GetKeyRotationStatusRequest, GetKeyRotationStatusResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { stateOf } from '../key/key.ts'
import { mustRotate } from './rotation.ts'

/** A key that is about to be deleted rotates no more; a disabled one keeps its setting. */
export const getKeyRotationStatus: Operation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> = (input, ctx) => {
  const key = mustRotate(ctx, input.KeyId)
  const { rotation } = key
  if (!rotation || stateOf(key) === 'PendingDeletion') return { KeyId: key.arn, KeyRotationEnabled: false }
  return { KeyId: key.arn, KeyRotationEnabled: true, RotationPeriodInDays: rotation.periodDays, NextRotationDate: rotation.nextAt }
}
