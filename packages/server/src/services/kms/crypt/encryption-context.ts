/** The encryption context: pairs that are authenticated with what is encrypted, and needed again, all of them, to decrypt it. Their order means nothing. */

import { validation } from '../errors.ts'
import { kmsLimits } from '../limits.ts'

export type EncryptionContext = Readonly<Record<string, string>>

/** One text for one set of pairs. */
export function encodeContext(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
  return Buffer.from(JSON.stringify(pairs))
}

/** Throws ValidationException for one that is too long to be stored with every use. */
export function contextOf(given: EncryptionContext | undefined): EncryptionContext {
  const context = given ?? {}
  if (encodeContext(context).length > kmsLimits.encryptionContextBytes) {
    throw validation(`The encryption context is longer than ${kmsLimits.encryptionContextBytes} bytes.`)
  }
  return context
}
