import type { GetMFADeviceRequest, GetMFADeviceResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findMfaDevice, ownedMfaDevice } from './find-mfa-device.ts'

export const getMFADevice: Operation<GetMFADeviceRequest, GetMFADeviceResponse> = (input, ctx) => {
  const device = input.UserName === undefined ? findMfaDevice(ctx, input.SerialNumber) : ownedMfaDevice(ctx, input.UserName, input.SerialNumber)
  return { ...(device.owner === undefined ? {} : { UserName: device.owner || 'root', EnableDate: device.enabledAt }), SerialNumber: device.serial }
}
