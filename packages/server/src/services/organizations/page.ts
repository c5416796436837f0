/** Pages of lists: organizations are small, so that a token is where the list goes on. Opaque to callers, and refused when it is not ours. */
import { invalidToken } from './errors.ts'
import { limits } from './limits.ts'

export interface PageRequest {
  readonly NextToken?: string | undefined
  readonly MaxResults?: number | undefined
}

function offsetOf(token: string): number {
  const offset = /^offset (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1]
  if (offset === undefined) throw invalidToken()
  return Number(offset)
}

/** The items of the page asked for, and the token of the next one when there is one. Throws InvalidInputException for a token that is none. */
export function pageOf<Item>(
  all: readonly Item[],
  { NextToken, MaxResults = limits.pageSize }: PageRequest,
): { readonly items: Item[]; readonly next: { readonly NextToken?: string } } {
  const from = NextToken === undefined ? 0 : offsetOf(NextToken)
  const to = from + MaxResults
  return { items: all.slice(from, to), next: to < all.length ? { NextToken: Buffer.from(`offset ${to}`).toString('base64url') } : {} }
}
