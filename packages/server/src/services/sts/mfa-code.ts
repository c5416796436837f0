import { type MfaCode, ServiceError } from '../../operation.ts'

/** Serial number and code of a request come together or not at all. */
export function mfaCode({
  SerialNumber,
  TokenCode,
}: {
  readonly SerialNumber?: string | undefined
  readonly TokenCode?: string | undefined
}): MfaCode | undefined {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined
  if (SerialNumber === undefined || TokenCode === undefined)
    throw new ServiceError('AccessDenied', 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.', 403)
  return { serialNumber: SerialNumber, tokenCode: TokenCode }
}
