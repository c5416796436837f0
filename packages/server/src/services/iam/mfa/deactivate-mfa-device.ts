import type { DeactivateMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { ownedMfaDevice } from './find-mfa-device.ts'
import * as devices from './mfa-device.store.ts'

/** The device stays, without an owner. */
export const deactivateMFADevice: Operation<DeactivateMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  devices.disable(ctx.db, ownedMfaDevice(ctx, input.UserName, input.SerialNumber).serial)
  return {}
}
