import assert from 'node:assert/strict'
import { test } from 'node:test'
import { previewKind } from './preview-kind.ts'

test('type first, then name', () => {
  assert.equal(previewKind('a', 'image/png'), 'image')
  assert.equal(previewKind('a.csv', 'binary/octet-stream'), 'csv')
  assert.equal(previewKind('a.json', ''), 'json')
  assert.equal(previewKind('a.html', 'text/html; charset=utf-8'), 'text')
  assert.equal(previewKind('model.tar.gz', 'application/octet-stream'), 'none')
})
