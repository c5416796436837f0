/** Pages of lists: the token is the place where the last page ended, opaque to callers. */
import { invalidToken } from './errors.ts'

export function page<Thing>(
  things: readonly Thing[],
  limit: number,
  token: string | undefined,
): { readonly things: readonly Thing[]; readonly more: { readonly NextToken?: string } } {
  const from = token === undefined ? 0 : readToken(token)
  const shown = things.slice(from, from + limit)
  const next = from + shown.length
  return { things: shown, more: next < things.length ? { NextToken: Buffer.from(`from ${next}`).toString('base64url') } : {} }
}

function readToken(token: string): number {
  const from = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (from === undefined) throw invalidToken()
  return Number(from)
}
