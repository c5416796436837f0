import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchPath } from './match-route.ts'

test('parts, parameters and rests', () => {
  assert.deepEqual(matchPath('/a/b', '/a/b/'), { parameters: {} })
  assert.deepEqual(matchPath('/a/:name', '/a/x%2Fy'), { parameters: { name: 'x/y' } })
  assert.equal(matchPath('/a/:name', '/a'), undefined)
  assert.equal(matchPath('/a/:name', '/a/b/c'), undefined)
  assert.deepEqual(matchPath('/s3/:bucket/*', '/s3/b/folder/%E8%B3%A2/'), { parameters: { bucket: 'b', rest: 'folder/賢/' } })
  assert.equal(matchPath('/a/:name', '/a/%E0%A4%A'), undefined)
})
