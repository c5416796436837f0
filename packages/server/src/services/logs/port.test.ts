/** The house's own way into CloudWatch Logs, and how large streams are read. */
import assert from 'node:assert/strict'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Context } from '../../operation.ts'
import { filterLogEvents } from './log-event/filter-log-events.ts'
import { getLogEvents } from './log-event/get-log-events.ts'
import { migrations } from './migrations.ts'
import { logsPort } from './port.ts'

const now = new Date('2026-11-25T00:00:00Z')

function contextOf(): Context {
  const raw = new DatabaseSync(':memory:')
  for (const { sql } of migrations) raw.exec(sql)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? raw.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return { db: { raw, prepare }, account: '123456789012', region: 'us-east-1', now } as unknown as Context
}

const messages = (ctx: Context, logStreamName = 's') =>
  getLogEvents({ logGroupName: 'g', logStreamName, startFromHead: true }, ctx).events?.map((event) => event.message)

test('the port makes group and stream, and keeps the order given even when the clock went back', () => {
  const ctx = contextOf()
  const { put } = logsPort(ctx)
  put('g', 's', [
    { timestamp: 10, message: 'one' },
    { timestamp: 5, message: 'two' },
    { timestamp: 12, message: '' },
  ])
  put('g', 's', [])
  put('g', 's', [{ timestamp: 12, message: 'four' }])
  assert.deepEqual(messages(ctx), ['one', 'two', ' ', 'four'])
})

test('a line too long for an event becomes several, and no character is cut', () => {
  const ctx = contextOf()
  const line = 'é😀'.repeat(120_000)
  logsPort(ctx).put('g', 's', [{ timestamp: 1, message: line }])
  const parts = []
  let nextToken: string | undefined
  for (;;) {
    const page = getLogEvents({ logGroupName: 'g', logStreamName: 's', startFromHead: true, nextToken }, ctx)
    if (!page.events?.length) break
    parts.push(...page.events.map((event) => event.message as string))
    nextToken = page.nextForwardToken
  }
  assert.ok(parts.length > 1 && parts.every((part) => Buffer.byteLength(part) <= 262_144))
  assert.ok(parts.join('') === line)
})

test('100,000 events: put, paged and filtered in well under a second each; the last page costs what the first does', () => {
  const ctx = contextOf()
  const port = logsPort(ctx)
  const cpuMs = (work: () => void) => {
    const before = process.cpuUsage().user
    work()
    return (process.cpuUsage().user - before) / 1000
  }
  const putMs = cpuMs(() => {
    ctx.db.raw.exec('BEGIN')
    for (let batch = 0; batch < 100; batch++)
      port.put(
        'g',
        `s${batch % 4}`,
        Array.from({ length: 1000 }, (_, index) => ({ timestamp: batch * 1000 + index, message: `[${index}]#011train-error:0.${index}` })),
      )
    ctx.db.raw.exec('COMMIT')
  })
  let nextToken: string | undefined
  let seen = 0
  const filterMs = cpuMs(() => {
    do {
      const page = filterLogEvents({ logGroupName: 'g', nextToken }, ctx)
      seen += page.events?.length ?? 0
      nextToken = page.nextToken
    } while (nextToken)
  })
  assert.equal(seen, 100_000)
  const rare = filterLogEvents({ logGroupName: 'g', filterPattern: '"train-error:0.999"', logStreamNames: ['s3'] }, ctx)
  assert.equal(rare.events?.length, 25)
  const firstMs = cpuMs(() => getLogEvents({ logGroupName: 'g', logStreamName: 's0', startFromHead: true, limit: 100 }, ctx))
  const lastMs = cpuMs(() => getLogEvents({ logGroupName: 'g', logStreamName: 's0', limit: 100 }, ctx))
  process.stdout.write(
    `100,000 events: put ${Math.round(putMs)} ms, filtered in pages ${Math.round(filterMs)} ms, first page ${firstMs.toFixed(1)} ms, last ${lastMs.toFixed(1)} ms\n`,
  )
  assert.ok(putMs < 5000 && filterMs < 5000 && lastMs < 100)
})
