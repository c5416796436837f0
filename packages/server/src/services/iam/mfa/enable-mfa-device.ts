import type { EnableMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, invalidCode, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { findMfaDevice, mfaOwner } from './find-mfa-device.ts'
import * as devices from './mfa-device.store.ts'
import { synchronise } from './verify-code.ts'

/** A device that is new may be five minutes off. */
const REACH_STEPS = 10

export const enableMFADevice: Operation<EnableMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  const owner = mfaOwner(ctx, input.UserName)
  const device = findMfaDevice(ctx, input.SerialNumber)
  if (device.owner !== undefined) throw alreadyExists('MFA Device is already in use.')
  if (devices.ofOwner(ctx.db, ctx.account, owner).length >= limits.mfaDevicesPerUser)
    throw limitExceeded(`Cannot exceed quota for MFADevicesPerUser: ${limits.mfaDevicesPerUser}`)
  if (!synchronise(ctx, device, input.AuthenticationCode1, input.AuthenticationCode2, REACH_STEPS)) throw invalidCode()
  devices.enable(ctx.db, device.serial, owner, ctx.now)
  return {}
}
