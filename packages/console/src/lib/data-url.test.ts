import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataUrl } from './data-url.ts'

test('every byte arrives, in pieces larger than one too', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
  const answer = await fetch(dataUrl(bytes, 'image/png'))
  assert.equal(answer.headers.get('content-type'), 'image/png')
  assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes)
})
