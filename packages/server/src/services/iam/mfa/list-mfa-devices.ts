import type { ListMFADevicesRequest, ListMFADevicesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import { mfaOwner } from './find-mfa-device.ts'
import * as devices from './mfa-device.store.ts'
import { describeDevice } from './mfa-device.ts'

/** Of the named user, else of the caller. */
export const listMFADevices: Operation<ListMFADevicesRequest, ListMFADevicesResponse> = (input, ctx) => {
  const { items, rest } = pageOfList(input, (device) => device.serial, devices.ofOwner(ctx.db, ctx.account, mfaOwner(ctx, input.UserName)))
  return { MFADevices: items.map(describeDevice), ...rest }
}
