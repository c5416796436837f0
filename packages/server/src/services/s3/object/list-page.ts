/** One page of a bucket's keys: seeks by key and past each common prefix, so that a page costs the same anywhere in the bucket. */

import type { Database } from '../../../operation.ts'
import { type ListedObject, scan as scanStore } from './object.store.ts'

export interface PageRequest {
  readonly bucket: string
  readonly prefix: string
  readonly delimiter: string | undefined
  /** Only keys after this one (bytes of UTF-8). */
  readonly after: string
  /** Only keys after all that begin so: where the last page ended with this common prefix. */
  readonly afterPrefix?: string | undefined
  readonly limit: number
}

export type Entry = { readonly object: ListedObject } | { readonly commonPrefix: string }

export interface Page {
  readonly entries: readonly Entry[]
  readonly truncated: boolean
}

/** Rows read at once: few where the next row may begin a common prefix to seek past, many where rows are answered. */
const FEW = 16
const MANY = 1000

type Scan = (range: { from: string; inclusive: boolean; until: string | undefined; limit: number }) => readonly ListedObject[]

export function listPage(db: Database, request: PageRequest): Page {
  return pageOf((range) => scanStore(db, request.bucket, range), request)
}

/** The algorithm alone, over any ordered source. */
export function pageOf(scan: Scan, { prefix, delimiter, after, afterPrefix, limit }: PageRequest): Page {
  const entries: Entry[] = []
  if (limit === 0) return { entries, truncated: false }
  const until = successor(prefix)
  let position: Position | undefined = startOf(prefix, after, afterPrefix)
  let batch = delimiter === undefined ? MANY : FEW
  while (position) {
    const size = Math.min(batch, limit - entries.length + 1)
    const rows = scan({ ...position, until, limit: size })
    let skipping: string | undefined
    for (const object of rows) {
      if (skipping !== undefined && object.key.startsWith(skipping)) continue
      if (entries.length === limit) return { entries, truncated: true }
      const found = delimiter === undefined ? -1 : object.key.indexOf(delimiter, prefix.length)
      skipping = found < 0 ? undefined : object.key.slice(0, found + (delimiter as string).length)
      entries.push(skipping === undefined ? { object } : { commonPrefix: skipping })
    }
    const last = rows.at(-1)
    if (rows.length < size || !last) break
    position = skipping === undefined ? { from: last.key, inclusive: false } : pastPrefix(skipping)
    batch = skipping === undefined ? Math.min(batch * 4, MANY) : FEW
  }
  return { entries, truncated: false }
}

interface Position {
  readonly from: string
  readonly inclusive: boolean
}

const pastPrefix = (prefix: string): Position | undefined => {
  const from = successor(prefix)
  return from === undefined ? undefined : { from, inclusive: true }
}

function startOf(prefix: string, after: string, afterPrefix: string | undefined): Position | undefined {
  const past = afterPrefix === undefined ? undefined : pastPrefix(afterPrefix)
  if (afterPrefix !== undefined && !past) return undefined
  const first: Position = { from: prefix, inclusive: true }
  const candidates = [first, ...(after === '' ? [] : [{ from: after, inclusive: false }]), ...(past ? [past] : [])]
  return candidates.reduce((best, candidate) => (compareUtf8(candidate.from, best.from) >= 0 ? candidate : best))
}

/** S3's order, and SQLite's. JavaScript's `<` compares UTF-16 and differs beyond the Basic Multilingual Plane. */
const compareUtf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The smallest text after all that begin with `prefix`; undefined when there is none. */
export function successor(prefix: string): string | undefined {
  const points = [...prefix].map((character) => character.codePointAt(0) as number)
  for (let point = points.pop(); point !== undefined; point = points.pop()) {
    if (point === 0x10ffff) continue
    // Surrogates are no characters of UTF-8.
    points.push(point === 0xd7ff ? 0xe000 : point + 1)
    return String.fromCodePoint(...points)
  }
  return undefined
}
