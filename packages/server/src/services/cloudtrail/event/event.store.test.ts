import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Database } from '../../../operation.ts'
import { trailLimits } from '../limits.ts'
import * as uses from '../use/use.store.ts'
import * as events from './event.store.ts'
import type { TrailEvent } from './event-record.ts'

function open(): Database {
  const raw = new DatabaseSync(':memory:')
  for (const { sql } of [...events.migrations, ...uses.migrations]) raw.exec(sql)
  return { raw, prepare: (sql) => raw.prepare(sql) }
}

const event = (number: number, atMs: number): TrailEvent => ({
  eventId: `event-${number}`,
  account: '1',
  region: 'us-east-1',
  atMs,
  name: 'CreateModel',
  source: 'sagemaker.amazonaws.com',
  username: 'ann',
  accessKeyId: '',
  readOnly: false,
  principal: 'arn',
  resources: [],
  record: '{}',
})

const count = (db: Database) => (db.raw.prepare('SELECT count(*) AS n FROM cloudtrail_event').get() as { n: number }).n
const where = (db: Database) => ({ db, account: '1', region: 'us-east-1' })

test('events go when their 90 days are over, some at every few inserts', () => {
  const db = open()
  for (let number = 0; number < trailLimits.pruneEvery - 1; number++) events.insert(db, event(number, number), [])
  events.insert(db, event(-1, trailLimits.keptMs + trailLimits.pruneEvery), [])
  assert.equal(count(db), 1)
})

test('the oldest go when there are too many, never more than an insert may pay for', () => {
  const db = open()
  db.raw.exec('BEGIN')
  for (let number = 0; number < 3_000; number++) events.insert(db, event(number, 1_000), [])
  events.prune(db, 2_000, 0)
  assert.equal(count(db), 3_000 - trailLimits.pruneAtMost)
  events.prune(db, 2_000, 0)
  assert.equal(count(db), 1_000)
  db.raw.exec('COMMIT')
})

test('events of one millisecond keep their order, and a page begins where the last one ended', () => {
  const db = open()
  for (let number = 0; number < 5; number++) events.insert(db, event(number, 7), [])
  const first = events.before(where(db), { atMs: 8, sequence: 0 }, 0, 3)
  const second = events.before(where(db), first.at(-1) as events.Place, 0, 3)
  assert.deepEqual(
    [...first, ...second].map(({ eventId }) => eventId),
    ['event-4', 'event-3', 'event-2', 'event-1', 'event-0'],
  )
})

test('uses are told once, by the principal and the time', () => {
  const db = open()
  events.insert(db, event(1, 10), [['s3:CreateBucket', 'arn:aws:s3:::a']])
  events.insert(db, event(2, 20), [['s3:CreateBucket', 'arn:aws:s3:::a']])
  events.insert(db, event(3, 30), [['iam:PassRole', 'role', 'sagemaker.amazonaws.com']])
  assert.deepEqual(events.usesOf(db, '1', 'arn', 0, 20), [['s3:CreateBucket', 'arn:aws:s3:::a']])
  assert.deepEqual(events.usesOf(db, '1', 'arn', 25, 30), [['iam:PassRole', 'role', 'sagemaker.amazonaws.com']])
  assert.deepEqual(events.usesOf(db, '2', 'arn', 0, 99), [])
})

test('counts of use add up', () => {
  const db = open()
  const one = { account: '1', principal: 'arn', use: ['s3:GetObject', 'arn:aws:s3:::a/b/*'], count: 2, firstMs: 10, lastMs: 20 } as const
  uses.add(db, [one])
  uses.add(db, [{ ...one, count: 3, firstMs: 30, lastMs: 40 }])
  const row = db.raw.prepare('SELECT count, first_ms, last_ms FROM cloudtrail_use').get() as Record<string, number>
  assert.deepEqual({ ...row }, { count: 5, first_ms: 10, last_ms: 40 })
  assert.deepEqual(uses.usesOf(db, '1', 'arn', 35, 99), [['s3:GetObject', 'arn:aws:s3:::a/b/*']])
  uses.prune(db, 41)
  assert.deepEqual(uses.usesOf(db, '1', 'arn', 0, 99), [])
})
