import type { UntagMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { findMfaDevice } from './find-mfa-device.ts'

export const untagMFADevice: Operation<UntagMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  ctx.tags.remove(findMfaDevice(ctx, input.SerialNumber).serial, input.TagKeys)
  return {}
}
