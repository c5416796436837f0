/** A virtual MFA device: a secret shared with somebody's authenticator app. */
import type { MFADevice, VirtualMFADevice } from '@aws-sdk/client-iam'
import { describeUser, type UserRecord } from '../user/user.ts'

export interface MfaDeviceRecord {
  readonly account: string
  /** Its ARN: `arn:aws:iam::A:mfa/name`. */
  readonly serial: string
  /** The shared secret. */
  readonly seed: Uint8Array
  readonly createdAt: Date
  /** Whose it is; undefined until it is enabled. `''` stands for the account's root. */
  readonly owner: string | undefined
  readonly enabledAt: Date | undefined
  /** The last step whose code was used: no code counts twice. */
  readonly lastStep: number
  /** How many steps the device's clock is ahead of ours. */
  readonly driftSteps: number
}

export const ROOT_OWNER = ''

/** As IAM: the device's name is at most the ARN's end; root's own is named by the console `root-account-mfa-device`. */
export const serialOf = (account: string, path: string, name: string) => `arn:aws:iam::${account}:mfa${path}${name}`

export const describeDevice = (device: MfaDeviceRecord): MFADevice => ({
  UserName: device.owner || 'root',
  SerialNumber: device.serial,
  EnableDate: device.enabledAt,
})

/** `user` is the owner, when it is a user. */
export function describeVirtualDevice(device: MfaDeviceRecord, user: UserRecord | undefined, rootSince: Date): VirtualMFADevice {
  if (device.owner === undefined) return { SerialNumber: device.serial }
  const root = { Path: '/', UserName: 'root', UserId: device.account, Arn: `arn:aws:iam::${device.account}:root`, CreateDate: rootSince }
  return { SerialNumber: device.serial, EnableDate: device.enabledAt, User: user ? describeUser(user) : root }
}
