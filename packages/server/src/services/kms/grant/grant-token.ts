/** Grant tokens let a grant be used before all of AWS knows of it. Here a grant counts at once: a token is only checked for being one. */
import { invalidGrantToken } from '../errors.ts'

const TOKEN = /^kenja-grant-([0-9a-f]{64})$/

const PREFIX = 'kenja-grant-'

/** Base64, as AWS's look. */
export const grantToken = (grantId: string): string => Buffer.from(PREFIX + grantId).toString('base64')

/** The grant that a token stands for. Throws InvalidGrantTokenException. */
export function grantIdOf(token: string): string {
  const id = TOKEN.exec(Buffer.from(token, 'base64').toString('latin1'))?.[1]
  if (id === undefined) throw invalidGrantToken()
  return id
}

/** Throws InvalidGrantTokenException. */
export function checkGrantTokens(tokens: readonly string[] | undefined): void {
  for (const token of tokens ?? []) grantIdOf(token)
}
