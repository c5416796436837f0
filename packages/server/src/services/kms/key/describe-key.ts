import type { DescribeKeyRequest, DescribeKeyResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { checkGrantTokens } from '../grant/grant-token.ts'
import { describe } from './key.ts'
import { mustFindKey } from './key-id.ts'
import { currentMaterialId, rotatedKey } from './material.ts'

/** In every state. An alias of AWS's own without a key gets its key here, as on AWS. */
export const describeKey: Operation<DescribeKeyRequest, DescribeKeyResponse> = (input, ctx) => {
  checkGrantTokens(input.GrantTokens)
  const key = rotatedKey(ctx, mustFindKey(ctx, input.KeyId))
  return { KeyMetadata: describe(key, currentMaterialId(ctx, key)) }
}
