/** Virtual MFA devices for tests, made and enabled through the API. */
import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, type IAMClient } from '@aws-sdk/client-iam'
import { totp } from './totp.ts'

export interface TestDevice {
  readonly serial: string
  readonly seed: string
  /** What the device shows at a time; nothing shows a code before the steps that enabling it used up. */
  code(atMs: number): string
}

export async function makeDevice(iam: IAMClient, VirtualMFADeviceName: string): Promise<TestDevice> {
  const { VirtualMFADevice: device } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }))
  const seed = Buffer.from(device?.Base32StringSeed as Uint8Array).toString()
  return { serial: device?.SerialNumber as string, seed, code: (atMs) => totp(seed, atMs) }
}

/** Enabled with the codes of a minute ago and half a minute ago, so that the present one is still unused. */
export async function enabledDevice(iam: IAMClient, name: string, UserName: string, nowMs = Date.now()): Promise<TestDevice> {
  const device = await makeDevice(iam, name)
  const [AuthenticationCode1, AuthenticationCode2] = [device.code(nowMs - 60_000), device.code(nowMs - 30_000)]
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber: device.serial, AuthenticationCode1, AuthenticationCode2 }))
  return device
}
