import type { CreateKeyRequest, CreateKeyResponse } from '@aws-sdk/client-kms'
import { uuid } from '../../../lib/ids.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { limitExceeded, unsupported } from '../errors.ts'
import { kmsLimits } from '../limits.ts'
import { checkKeyPolicy, defaultPolicy } from '../policy/key-policy.ts'
import * as keys from './key.store.ts'
import { describe, type Key, keyArn } from './key.ts'
import { specOf } from './key-spec.ts'
import { newMaterial } from './material.ts'
import { mergeTags } from './tags.ts'

function refuseUnsupported(input: Valid<CreateKeyRequest>): void {
  if (input.Origin !== undefined && input.Origin !== 'AWS_KMS')
    throw unsupported(`Kenja makes the material of its keys itself: Origin ${input.Origin} is not supported.`)
  if (input.CustomKeyStoreId !== undefined || input.XksKeyId !== undefined) throw unsupported('Kenja has no custom key stores.')
  if (input.MultiRegion) throw unsupported('Kenja has no multi-Region keys: MultiRegion is not supported.')
}

function mustHaveRoom(ctx: Context): void {
  if (keys.count(ctx) >= kmsLimits.keysPerRegion) throw limitExceeded(`This account has ${kmsLimits.keysPerRegion} KMS keys in this region already.`)
}

export const createKey: Operation<CreateKeyRequest, CreateKeyResponse> = (input, ctx) => {
  refuseUnsupported(input)
  const { spec, usage } = specOf(input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT', input.KeyUsage)
  mustHaveRoom(ctx)
  const id = uuid()
  const arn = keyArn(ctx, id)
  const policy = input.Policy ?? defaultPolicy(ctx)
  checkKeyPolicy(ctx, arn, policy, input.BypassPolicyLockoutSafetyCheck)
  const { account, region, now: createdAt } = ctx
  const key: Key = { account, region, id, arn, usage, spec, manager: 'CUSTOMER', description: input.Description ?? '', enabled: true, createdAt, policy }
  keys.put(ctx.db, key)
  mergeTags(ctx, key, input.Tags)
  return { KeyMetadata: describe(key, newMaterial(ctx, key, 'CREATION').id) }
}
