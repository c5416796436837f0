import type { ResyncMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { invalidCode } from '../errors.ts'
import { ownedMfaDevice } from './find-mfa-device.ts'
import { synchronise } from './verify-code.ts'

/** An hour in both directions. */
const REACH_STEPS = 120

export const resyncMFADevice: Operation<ResyncMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  const device = ownedMfaDevice(ctx, input.UserName, input.SerialNumber)
  if (!synchronise(ctx, device, input.AuthenticationCode1, input.AuthenticationCode2, REACH_STEPS)) throw invalidCode()
  return {}
}
