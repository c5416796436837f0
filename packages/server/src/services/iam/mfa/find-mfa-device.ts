import type { Context } from '../../../operation.ts'
import { noSuchDevice, noSuchEntity } from '../errors.ts'
import { namedOrCaller } from '../user/find-user.ts'
import * as users from '../user/user.store.ts'
import * as devices from './mfa-device.store.ts'
import { type MfaDeviceRecord, ROOT_OWNER } from './mfa-device.ts'

/** The account's device with this serial number. Throws NoSuchEntity. */
export function findMfaDevice(ctx: Context, serial: string): MfaDeviceRecord {
  const device = devices.find(ctx.db, serial)
  if (!device || device.account !== ctx.account) throw noSuchDevice(serial)
  return device
}

/**
 * Whose device a call is about: a user's name, or `''` for root. Root means itself when it names nobody, or `root` where a name is required
 * (AWS's console has calls of its own for that). Throws NoSuchEntity.
 */
export function mfaOwner(ctx: Context, userName: string | undefined): string {
  if (ctx.call.principal.kind === 'root' && userName === 'root' && !users.find(ctx.db, ctx.account, userName)) return ROOT_OWNER
  return namedOrCaller(ctx, userName)?.name ?? ROOT_OWNER
}

/** The owner's device. Throws NoSuchEntity. */
export function ownedMfaDevice(ctx: Context, userName: string | undefined, serial: string): MfaDeviceRecord {
  const owner = mfaOwner(ctx, userName)
  const device = findMfaDevice(ctx, serial)
  if (device.owner !== owner) throw noSuchEntity(`MFA Device invalid for user.`)
  return device
}
