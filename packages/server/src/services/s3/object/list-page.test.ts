import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PageRequest, pageOf, successor } from './list-page.ts'

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** A source of keys that counts the rows it gave. */
function source(keys: readonly string[]) {
  const sorted = [...keys].sort(compare)
  const cost = { rows: 0, scans: 0 }
  const scan: Parameters<typeof pageOf>[0] = ({ from, inclusive, until, limit }) => {
    const found = sorted
      .filter((key) => (inclusive ? compare(key, from) >= 0 : compare(key, from) > 0) && (until === undefined || compare(key, until) < 0))
      .slice(0, limit)
    cost.rows += found.length
    cost.scans++
    return found.map((key) => ({
      key,
      etag: '',
      size: 0,
      modifiedAt: new Date(0),
      storageClass: 'STANDARD',
      checksumAlgorithm: 'CRC32',
      checksumType: 'FULL_OBJECT',
    }))
  }
  return { scan, cost }
}

const request = (more: Partial<PageRequest> = {}): PageRequest => ({ bucket: 'b', prefix: '', delimiter: undefined, after: '', limit: 1000, ...more })

function names(keys: readonly string[], more: Partial<PageRequest> = {}): string[] {
  return pageOf(source(keys).scan, request(more)).entries.map((entry) => ('object' in entry ? entry.object.key : `[${entry.commonPrefix}]`))
}

test('the whole of a large bucket, page by page, equals one look at all of it', () => {
  const keys = Array.from({ length: 300 }, (_, n) => `${n % 7 === 0 ? 'plain' : `dir${n % 5}/sub${n % 3}/`}${n}`)
  for (const delimiter of [undefined, '/', 'b']) {
    for (const prefix of ['', 'dir', 'dir1/', 'none']) {
      const all = names(keys, { delimiter, prefix, limit: 1000 })
      for (const limit of [1, 2, 17]) {
        const seen: string[] = []
        let place: Pick<PageRequest, 'after' | 'afterPrefix'> = { after: '' }
        for (;;) {
          const page = pageOf(source(keys).scan, request({ delimiter, prefix, limit, ...place }))
          seen.push(...page.entries.map((entry) => ('object' in entry ? entry.object.key : `[${entry.commonPrefix}]`)))
          const last = page.entries.at(-1)
          if (!page.truncated || !last) break
          place = 'object' in last ? { after: last.object.key } : { after: last.commonPrefix, afterPrefix: last.commonPrefix }
        }
        assert.deepEqual(seen, all, `${delimiter} ${prefix} ${limit}`)
      }
    }
  }
})

test('a common prefix costs a seek, not a look at all its keys', () => {
  const keys = ['a/', 'b/', 'c/'].flatMap((prefix) => Array.from({ length: 20_000 }, (_, n) => prefix + String(n).padStart(5, '0')))
  const { scan, cost } = source(keys)
  assert.equal(pageOf(scan, request({ delimiter: '/' })).entries.length, 3)
  assert.ok(cost.rows < 100, `${cost.rows} rows`)
})

test('without a delimiter a page is one scan', () => {
  const { scan, cost } = source(Array.from({ length: 900 }, (_, n) => `k${n}`))
  assert.equal(pageOf(scan, request({ limit: 500 })).truncated, true)
  assert.equal(cost.scans, 1)
})

test('the next text after a prefix', () => {
  assert.deepEqual(['a', 'a/', 'az', '\ud7ff', 'a\u{10ffff}', '\u{10ffff}', ''].map(successor), ['b', 'a0', 'a{', '\ue000', 'b', undefined, undefined])
})
