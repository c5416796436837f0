import { randomBytes } from 'node:crypto'
import type { CreateVirtualMFADeviceRequest, CreateVirtualMFADeviceResponse } from '@aws-sdk/client-iam'
import { base32 } from '../../../lib/ids.ts'
import { qrCode } from '../../../lib/qr-code.ts'
import type { Operation } from '../../../operation.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { setTags } from '../tags.ts'
import { userNameOf } from '../user/user.ts'
import * as devices from './mfa-device.store.ts'
import { serialOf } from './mfa-device.ts'

/** 64 letters in base 32, as IAM's seeds. */
const SEED_BYTES = 40

/** The only answer that ever shows the seed: as text, and as the picture that an authenticator app reads. */
export const createVirtualMFADevice: Operation<CreateVirtualMFADeviceRequest, CreateVirtualMFADeviceResponse> = (input, ctx) => {
  const serial = serialOf(ctx.account, input.Path ?? '/', input.VirtualMFADeviceName)
  if (devices.find(ctx.db, serial)) throw alreadyExists('MFADevice entity at the same path and name already exists.')
  if (devices.list(ctx.db, ctx.account).length >= limits.mfaDevicesPerAccount)
    throw limitExceeded(`Cannot exceed quota for VirtualMFADevicesPerAccount: ${limits.mfaDevicesPerAccount}`)
  const seed = randomBytes(SEED_BYTES)
  devices.insert(ctx.db, {
    account: ctx.account,
    serial,
    seed,
    createdAt: ctx.now,
    owner: undefined,
    enabledAt: undefined,
    lastStep: 0,
    driftSteps: 0,
  })
  setTags(ctx, serial, input.Tags)
  const text = base32(seed)
  const holder = userNameOf(ctx.call.principal.arn) ?? ctx.account
  // The form that IAM documents for the QR code.
  const address = `otpauth://totp/${encodeURIComponent(`${input.VirtualMFADeviceName}@${holder}`)}?secret=${text}&issuer=Kenja`
  return {
    VirtualMFADevice: {
      SerialNumber: serial,
      Base32StringSeed: Buffer.from(text),
      QRCodePNG: qrCode(address),
      ...(input.Tags?.length ? { Tags: input.Tags } : {}),
    },
  }
}
