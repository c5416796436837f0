import assert from 'node:assert/strict'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Database } from '../../operation.ts'
import { hold, isReferenced, letGo } from './blob.store.ts'
import { migrations } from './migrations.ts'
import { find, remove, replace } from './object/object.store.ts'
import type { StoredObject } from './object/object.ts'

function database(): Database {
  const raw = new DatabaseSync(':memory:')
  for (const { sql } of migrations) raw.exec(sql)
  return { raw, prepare: (sql: string): StatementSync => raw.prepare(sql) }
}

const object = (key: string, id: string, ...blobs: string[]): StoredObject => ({
  bucket: 'b',
  key,
  id,
  etag: 'e',
  size: blobs.length,
  modifiedAt: new Date(0),
  storageClass: 'STANDARD',
  checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
  headers: {},
  tags: [],
  segments: blobs.map((blob) => ({ blob, size: 1 })),
  protection: undefined,
})

test('a blob is free when its last holder lets go', () => {
  const db = database()
  hold(db, 'part', ['x'])
  hold(db, 'object', ['x', 'y'])
  assert.deepEqual(letGo(db, 'part', ['x']), [])
  assert.deepEqual([isReferenced(db, 'x'), isReferenced(db, 'z')], [true, false])
  assert.deepEqual(letGo(db, 'object', ['x', 'y']), ['x', 'y'])
  assert.deepEqual(letGo(db, 'object', ['x', 'y']), ['x', 'y'], 'letting go twice frees the same')
})

test('overwriting and deleting objects frees exactly what nobody else shares', () => {
  const db = database()
  assert.deepEqual(replace(db, object('k', '1', 'x')), [])
  assert.deepEqual(replace(db, object('copy', '2', 'x')), [])
  assert.deepEqual(replace(db, object('k', '3', 'y', 'z')), [])
  assert.deepEqual(remove(db, 'b', 'copy'), ['x'])
  assert.deepEqual(replace(db, object('k', '4', 'y')), ['z'], 'a copy onto itself keeps what it shares')
  assert.deepEqual(find(db, 'b', 'k'), object('k', '4', 'y'))
  assert.deepEqual(remove(db, 'b', 'none'), [])
})
