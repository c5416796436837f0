import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indented } from './indented.ts'

test('JSON is indented; what is no JSON stays as it is', () => {
  assert.equal(indented('{"a":1}'), '{\n  "a": 1\n}')
  assert.equal(indented('no json'), 'no json')
})
