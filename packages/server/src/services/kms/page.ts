/** Pages of KMS's lists: `Limit`, `Marker`, `NextMarker`, `Truncated`. A marker is the last item's own name. */
import { invalidMarker } from './errors.ts'

export interface PageRequest {
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

const PREFIX = 'k1:'

/** The name behind which the page begins; empty for the first. Throws InvalidMarkerException for a marker that no page gave. */
export function after({ Marker }: PageRequest): string {
  if (Marker === undefined) return ''
  const name = Buffer.from(Marker, 'base64url').toString()
  if (!name.startsWith(PREFIX) || Buffer.from(name).toString('base64url') !== Marker) throw invalidMarker()
  return name.slice(PREFIX.length)
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Members of the answer. */
  readonly members: { readonly Truncated: boolean; readonly NextMarker?: string }
}

/** `found`: one item more than `limit`, if there is one. */
export function pageOf<Item>(found: readonly Item[], limit: number, nameOf: (item: Item) => string): Page<Item> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  if (found.length <= limit || last === undefined) return { items, members: { Truncated: false } }
  return { items, members: { Truncated: true, NextMarker: Buffer.from(PREFIX + nameOf(last)).toString('base64url') } }
}
