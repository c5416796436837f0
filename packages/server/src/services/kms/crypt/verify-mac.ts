import { timingSafeEqual } from 'node:crypto'
import type { VerifyMacRequest, VerifyMacResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { invalidMac } from '../errors.ts'
import { macKey, macOf } from './mac.ts'
import { checkRequest, endDryRun } from './use-key.ts'

export const verifyMac: Operation<VerifyMacRequest, VerifyMacResponse> = (input, ctx) => {
  checkRequest(input)
  const key = macKey(ctx, input.KeyId, input.MacAlgorithm, 'VerifyMac')
  const mac = macOf(ctx, key, input.MacAlgorithm, input.Message)
  if (mac.length !== input.Mac.length || !timingSafeEqual(mac, input.Mac)) throw invalidMac()
  endDryRun(input)
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm }
}
