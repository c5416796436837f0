import type { TagMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { setTags } from '../tags.ts'
import { findMfaDevice } from './find-mfa-device.ts'

export const tagMFADevice: Operation<TagMFADeviceRequest, Record<string, never>> = (input, ctx) => {
  setTags(ctx, findMfaDevice(ctx, input.SerialNumber).serial, input.Tags)
  return {}
}
