import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iamId, lowerId, secretAccessKey, uuid } from './ids.ts'

test("ids have AWS's shapes", () => {
  for (const prefix of ['AIDA', 'AROA', 'ANPA'] as const) assert.match(iamId(prefix), new RegExp(`^${prefix}[A-Z2-7]{17}$`))
  for (const prefix of ['AKIA', 'ASIA'] as const) assert.match(iamId(prefix), new RegExp(`^${prefix}[A-Z2-7]{16}$`))
  assert.match(secretAccessKey(), /^[A-Za-z0-9+/]{40}$/)
  assert.match(lowerId(20), /^[a-z0-9]{20}$/)
  assert.match(uuid(), /^[0-9a-f-]{36}$/)
})

test('no letter is favoured', () => {
  const counts = new Map<string, number>()
  for (const letter of lowerId(72_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  assert.equal(counts.size, 36)
  for (const [letter, count] of counts) assert.ok(Math.abs(count - 2_000) < 400, `${letter}: ${count}`)
})
