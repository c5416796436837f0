import type { ListMFADeviceTagsRequest, ListMFADeviceTagsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listTags } from '../tags.ts'
import { findMfaDevice } from './find-mfa-device.ts'

export const listMFADeviceTags: Operation<ListMFADeviceTagsRequest, ListMFADeviceTagsResponse> = (input, ctx) =>
  listTags(ctx, findMfaDevice(ctx, input.SerialNumber).serial, input)
