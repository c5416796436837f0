/** Does this person hold the device? A code counts once, within a step of the device's time, and guessing ends after a few. */
import { type BackOff, createBackOff } from '../../../lib/back-off.ts'
import type { Database } from '../../../operation.ts'
import { limits } from '../limits.ts'
import * as devices from './mfa-device.store.ts'
import type { MfaDeviceRecord } from './mfa-device.ts'
import { findPair, isCodeOf, stepAt } from './totp.ts'

interface At {
  readonly db: Database
  readonly now: Date
}

/** By serial number. In memory, because a refused call leaves nothing in the database. */
const guesses: BackOff = createBackOff(limits.mfaGuesses)

const TOLERANCE = [0, -1, 1] as const

/** The step whose code it is, when that may count now. Uses nothing up; wrong codes are counted. */
export function stepOfCode({ now }: Pick<At, 'now'>, device: MfaDeviceRecord, code: string): number | undefined {
  if (guesses.waitMs(device.serial, now.getTime()) > 0) return undefined
  const middle = stepAt(now) + device.driftSteps
  const step = TOLERANCE.map((distance) => middle + distance).find((candidate) => candidate > device.lastStep && isCodeOf(device.seed, candidate, code))
  if (step === undefined) guesses.failed(device.serial, now.getTime())
  else guesses.succeeded(device.serial)
  return step
}

export function consumeStep({ db, now }: At, device: MfaDeviceRecord, step: number): void {
  devices.used(db, device.serial, step, step - stepAt(now))
}

/** False for a wrong code, and for one that was used already. */
export function verifyCode(at: At, device: MfaDeviceRecord, code: string): boolean {
  const step = stepOfCode(at, device, code)
  if (step !== undefined) consumeStep(at, device, step)
  return step !== undefined
}

/** Two consecutive codes, from which the device's clock is learnt. `reach`: how many steps it may be off. */
export function synchronise(at: At, device: MfaDeviceRecord, code: string, next: string, reach: number): boolean {
  if (guesses.waitMs(device.serial, at.now.getTime()) > 0) return false
  const step = findPair(device.seed, stepAt(at.now), reach, code, next)
  if (step === undefined) guesses.failed(device.serial, at.now.getTime())
  else consumeStep(at, device, step + 1)
  return step !== undefined
}
