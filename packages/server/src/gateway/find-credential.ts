/** The credential that a request names. Nothing is verified yet. */
import type { Exchange } from './exchange.ts'
import { signatureFault } from './faults.ts'
import type { Credential } from './keyring.ts'
import type { Tools } from './tools.ts'

/** @throws ServiceError in the protocol's words: unknown key, wrong token, expired. */
export function findCredential(exchange: Exchange, tools: Tools, accessKeyId: string, token: string | undefined): Credential {
  const found = tools.keyring.find(accessKeyId, token)
  if (typeof found === 'string')
    throw signatureFault(exchange, found, undefined, found === 'unknown-key' && exchange.service === 's3' ? { AWSAccessKeyId: accessKeyId } : undefined)
  if (found.expiresAt && found.expiresAt.getTime() <= exchange.receivedAt.getTime()) throw signatureFault(exchange, 'expired-token')
  return found
}
