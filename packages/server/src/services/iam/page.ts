/** IAM's paging: `MaxItems` at most, `IsTruncated` and a `Marker` for the rest. A marker is the last item's key, so that items made or deleted in between do no harm. */
import { validationError } from './errors.ts'
import { limits } from './limits.ts'

export interface PageRequest {
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string }
}

const encode = (key: string) => Buffer.from(`kenja:${key}`).toString('base64url')

function decode(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString('utf8')
  if (!text.startsWith('kenja:')) throw validationError('Invalid Marker.')
  return text.slice('kenja:'.length)
}

/** One page of items that `fetch` reads in the order of their keys: at most `limit` of those after the key `after`. */
export function pageOf<Item>(request: PageRequest, keyOf: (item: Item) => string, fetch: (after: string, limit: number) => Item[]): Page<Item> {
  const size = request.MaxItems ?? limits.pageSize
  const items = fetch(request.Marker === undefined ? '' : decode(request.Marker), size + 1)
  if (items.length <= size) return { items, rest: { IsTruncated: false } }
  const page = items.slice(0, size)
  return { items: page, rest: { IsTruncated: true, Marker: encode(keyOf(page[size - 1] as Item)) } }
}

/** The same over a list that is at hand, already in the order of its keys. */
export function pageOfList<Item>(request: PageRequest, keyOf: (item: Item) => string, all: readonly Item[]): Page<Item> {
  return pageOf(request, keyOf, (after, limit) => all.filter((item) => after === '' || keyOf(item) > after).slice(0, limit))
}
