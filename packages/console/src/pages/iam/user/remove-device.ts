import { DeactivateMFADeviceCommand, DeleteVirtualMFADeviceCommand } from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'
import { shownCall } from '../../../code/show-call.ts'

/** Takes a virtual MFA device from its user, and away. */
export async function removeDevice(UserName: string, SerialNumber: string): Promise<void> {
  await iam().send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }))
  await iam().send(new DeleteVirtualMFADeviceCommand({ SerialNumber }))
}

export const removeDeviceCode = (UserName: string, SerialNumber: string) => [
  shownCall('iam', 'DeactivateMFADevice', { UserName, SerialNumber }),
  shownCall('iam', 'DeleteVirtualMFADevice', { SerialNumber }),
]
