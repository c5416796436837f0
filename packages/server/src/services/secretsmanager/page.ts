/** Pages of Secrets Manager's lists. */
import { offsetPage } from '../../lib/offset-page.ts'
import { invalidToken } from './errors.ts'

/** Throws InvalidNextTokenException. */
export function page<Thing>(
  things: readonly Thing[],
  limit: number,
  token: string | undefined,
): { readonly things: readonly Thing[]; readonly more: { readonly NextToken?: string } } {
  const { items, next } = offsetPage(things, limit, token, invalidToken)
  return { things: items, more: next === undefined ? {} : { NextToken: next } }
}
