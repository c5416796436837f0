import type { ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import * as users from '../user/user.store.ts'
import * as devices from './mfa-device.store.ts'
import { describeVirtualDevice } from './mfa-device.ts'

export const listVirtualMFADevices: Operation<ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse> = (input, ctx) => {
  const status = input.AssignmentStatus ?? 'Any'
  const wanted = devices.list(ctx.db, ctx.account).filter(({ owner }) => status === 'Any' || (status === 'Assigned') === (owner !== undefined))
  const { items, rest } = pageOfList(input, (device) => device.serial, wanted)
  const described = items.map((device) => describeVirtualDevice(device, device.owner ? users.find(ctx.db, ctx.account, device.owner) : undefined, ctx.now))
  return { VirtualMFADevices: described, ...rest }
}
