/** The kinds of keys that Kenja makes, and what each can do (AWS: "Key spec reference"). */
import type { KeyMetadata } from '@aws-sdk/client-kms'
import { unsupported, validation } from '../errors.ts'

const HMAC = { HMAC_224: ['HMAC_SHA_224', 28], HMAC_256: ['HMAC_SHA_256', 32], HMAC_384: ['HMAC_SHA_384', 48], HMAC_512: ['HMAC_SHA_512', 64] } as const

export type HmacSpec = keyof typeof HMAC
export type KeySpec = 'SYMMETRIC_DEFAULT' | HmacSpec
export type KeyUsage = 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC'

const isHmac = (spec: string): spec is HmacSpec => Object.hasOwn(HMAC, spec)

/** Bytes of random material. */
export const materialBytes = (spec: KeySpec): number => (spec === 'SYMMETRIC_DEFAULT' ? 32 : HMAC[spec][1])

export const macAlgorithm = (spec: HmacSpec) => HMAC[spec][0]

export function algorithmsOf(usage: KeyUsage, spec: KeySpec): Pick<KeyMetadata, 'EncryptionAlgorithms' | 'MacAlgorithms'> {
  return usage === 'ENCRYPT_DECRYPT' || !isHmac(spec) ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] } : { MacAlgorithms: [macAlgorithm(spec)] }
}

/** What CreateKey asks for. Throws UnsupportedOperationException for what Kenja has not, ValidationException for what does not go together. */
export function specOf(spec: string, usage: string | undefined): { readonly spec: KeySpec; readonly usage: KeyUsage } {
  if (spec !== 'SYMMETRIC_DEFAULT' && !isHmac(spec)) {
    throw unsupported(`Kenja makes symmetric and HMAC keys only; the key spec ${spec} is not supported.`)
  }
  // Symmetric keys have one usage, and it need not be named; others must name theirs.
  if (usage === undefined && isHmac(spec)) throw validation('You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.')
  const fitting: KeyUsage = isHmac(spec) ? 'GENERATE_VERIFY_MAC' : 'ENCRYPT_DECRYPT'
  if (usage !== undefined && usage !== fitting) throw validation(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`)
  return { spec, usage: fitting }
}
