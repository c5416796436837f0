/** Which keys rotate. */
import type { Context } from '../../../operation.ts'
import { unsupported } from '../errors.ts'
import { type Key, mustBeEnabled } from '../key/key.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { rotatedKey } from '../key/material.ts'

/** A symmetric key, after the rotations that are due. Throws UnsupportedOperationException for others. */
export function mustRotate(ctx: Context, keyId: string): Key {
  const key = mustFindKeyItself(ctx, keyId)
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw unsupported(`${key.arn} key spec is ${key.spec} which does not support rotation.`)
  return rotatedKey(ctx, key)
}

/** The same, for changes: enabled and not about to be deleted. */
export const mustRotateNow = (ctx: Context, keyId: string): Key => mustBeEnabled(mustRotate(ctx, keyId))
