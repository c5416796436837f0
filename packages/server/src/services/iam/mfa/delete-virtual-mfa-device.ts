import type { DeleteVirtualMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { deleteConflict } from '../errors.ts'
import { findMfaDevice } from './find-mfa-device.ts'
import * as devices from './mfa-device.store.ts'

export const deleteVirtualMFADevice: Operation<DeleteVirtualMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  const device = findMfaDevice(ctx, input.SerialNumber)
  if (device.owner !== undefined) throw deleteConflict('MFA VirtualDevice is currently in use.')
  devices.remove(ctx.db, device.serial)
  ctx.tags.drop(device.serial)
  return {}
}
