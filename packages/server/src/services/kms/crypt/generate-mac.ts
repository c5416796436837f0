import type { GenerateMacRequest, GenerateMacResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { macKey, macOf } from './mac.ts'
import { checkRequest, endDryRun } from './use-key.ts'

export const generateMac: Operation<GenerateMacRequest, GenerateMacResponse> = (input, ctx) => {
  checkRequest(input)
  const key = macKey(ctx, input.KeyId, input.MacAlgorithm, 'GenerateMac')
  endDryRun(input)
  return { Mac: macOf(ctx, key, input.MacAlgorithm, input.Message), MacAlgorithm: input.MacAlgorithm, KeyId: key.arn }
}
