/** Pages of Organizations' lists. */
import { offsetPage } from '../../lib/offset-page.ts'
import { invalidToken } from './errors.ts'
import { limits } from './limits.ts'

export interface PageRequest {
  readonly NextToken?: string | undefined
  readonly MaxResults?: number | undefined
}

/** The items of the page asked for, and the token of the next one when there is one. Throws InvalidInputException for a token that is none. */
export function pageOf<Item>(
  all: readonly Item[],
  { NextToken, MaxResults = limits.pageSize }: PageRequest,
): { readonly items: Item[]; readonly next: { readonly NextToken?: string } } {
  const { items, next } = offsetPage(all, MaxResults, NextToken, invalidToken)
  return { items, next: next === undefined ? {} : { NextToken: next } }
}
