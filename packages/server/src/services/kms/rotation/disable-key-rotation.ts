import type { DisableKeyRotationRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from '../key/key.store.ts'
import { mustRotateNow } from './rotation.ts'

export const disableKeyRotation: Operation<DisableKeyRotationRequest, Record<string, never>> = (input, ctx) => {
  keys.put(ctx.db, { ...mustRotateNow(ctx, input.KeyId), rotation: undefined })
  return {}
}
