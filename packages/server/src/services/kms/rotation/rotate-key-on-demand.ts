import type { RotateKeyOnDemandRequest, RotateKeyOnDemandResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { limitExceeded } from '../errors.ts'
import * as keys from '../key/key.store.ts'
import { newMaterial } from '../key/material.ts'
import { kmsLimits } from '../limits.ts'
import { mustRotateNow } from './rotation.ts'

/** At once. The schedule of automatic rotation stays. */
export const rotateKeyOnDemand: Operation<RotateKeyOnDemandRequest, RotateKeyOnDemandResponse> = (input, ctx) => {
  const key = mustRotateNow(ctx, input.KeyId)
  const before = keys.materials(ctx.db, key).filter(({ madeBy }) => madeBy === 'ON_DEMAND').length
  if (before >= kmsLimits.onDemandRotations) throw limitExceeded(`A key can be rotated on demand ${kmsLimits.onDemandRotations} times at most.`)
  newMaterial(ctx, key, 'ON_DEMAND')
  return { KeyId: key.arn }
}
