/** Page tokens: opaque to callers, and refused when they are not ours. */
import { invalidToken } from './errors.ts'

export const writeToken = (offset: number): string => Buffer.from(`offset ${offset}`).toString('base64url')

export function readToken(token: string): number {
  const offset = /^offset (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (offset === undefined) throw invalidToken()
  return Number(offset)
}
