import type { EnableKeyRotationRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from '../key/key.store.ts'
import { MS_PER_DAY } from '../limits.ts'
import { mustRotateNow } from './rotation.ts'

const DEFAULT_DAYS = 365

/** Counted from now on; enabling it again with another period begins anew. */
export const enableKeyRotation: Operation<EnableKeyRotationRequest, Record<string, never>> = (input, ctx) => {
  const key = mustRotateNow(ctx, input.KeyId)
  const periodDays = input.RotationPeriodInDays ?? key.rotation?.periodDays ?? DEFAULT_DAYS
  if (key.rotation?.periodDays === periodDays) return {}
  keys.put(ctx.db, { ...key, rotation: { periodDays, nextAt: new Date(ctx.now.getTime() + periodDays * MS_PER_DAY) } })
  return {}
}
