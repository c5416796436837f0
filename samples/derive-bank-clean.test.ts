import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { bankCleanSha256, deriveBankClean } from './derive-bank-clean.ts'

const source = readFileSync(join(import.meta.dirname, 'data', 'bank-additional-full.csv.gz'))

test('the carried data is the UCI file', () => {
  const sha256 = createHash('sha256').update(gunzipSync(source)).digest('hex')
  assert.equal(sha256, '74adfc578bf77a7ff4bb1ba4a9f8709d9e3c6907342959c2c8416847e0afb4d8')
})

test('the table is, to the byte, the one that the published results were made with', () => {
  const table = deriveBankClean(source)
  assert.equal(table.length, 5_383_698)
  assert.equal(createHash('sha256').update(table).digest('hex'), bankCleanSha256)
  const [header = '', first = ''] = table.toString('latin1', 0, 4096).split('\n')
  assert.equal(header.split(',').length, 62)
  assert.ok(header.startsWith(',age,campaign,pdays,previous,no_previous_contact,not_working,job_admin.,'))
  assert.ok(header.endsWith(',poutcome_success,y_no,y_yes'))
  assert.ok(first.startsWith('0,56,1,999,0,1,0,'))
})

test('other data is refused instead of passing for the hands-on table', () => {
  const [header, first] = gunzipSync(source).toString('latin1').split('\n')
  assert.throws(() => deriveBankClean(gzipSync(`${header}\n${first}\n`)), /instead of 40b48aa5/)
})
