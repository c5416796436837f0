import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lines, type Packing, packed, TOO_MUCH, wholePayload } from './payloads.ts'

async function* chunks(...parts: readonly string[]) {
  for (const part of parts) yield Buffer.from(part)
}
const linesOf = async (...parts: readonly string[]) => (await Array.fromAsync(lines(chunks(...parts), 10))).map(String)
const packs = async (packing: Packing, ...records: readonly string[]) =>
  (await Array.fromAsync(packed(chunks(...records), packing, (record) => record))).map(({ body }) => String(body))

test('lines: over the borders of chunks, with and without an end, CRLF, empty ones left out', async () => {
  assert.deepEqual(await linesOf('a\nb', 'c\r', '\n\n', 'd'), ['a', 'bc', 'd'])
  assert.deepEqual(await linesOf(''), [])
  await assert.rejects(linesOf('01234567890'), { message: TOO_MUCH })
})

test('records are packed up to the limit, their line ends counted', async () => {
  assert.deepEqual(await packs({ maxBytes: 6, single: false }, 'aa', 'bb', 'cc'), ['aa\nbb\n', 'cc\n'])
  assert.deepEqual(await packs({ maxBytes: 6, single: true }, 'aa', 'bb'), ['aa\n', 'bb\n'])
  assert.deepEqual(await packs({ maxBytes: 6, single: false }, 'aaaaa', 'b'), ['aaaaa\n', 'b\n'])
  await assert.rejects(packs({ maxBytes: 6, single: false }, 'aaaaaa'), { message: TOO_MUCH })
})

test('what the model gets counts, not what was read', async () => {
  const found = await Array.fromAsync(packed(chunks('12345678', '12345678'), { maxBytes: 4, single: false }, (record) => record.subarray(0, 1)))
  assert.deepEqual(
    found.map(({ body, records }) => [String(body), records?.map(String)]),
    [['1\n1\n', ['12345678', '12345678']]],
  )
})

test('a whole object up to the limit', async () => {
  assert.equal(String((await wholePayload(chunks('ab', 'cd'), 4)).body), 'abcd')
  await assert.rejects(wholePayload(chunks('ab', 'cde'), 4), { message: TOO_MUCH })
})
