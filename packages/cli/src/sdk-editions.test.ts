import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sdkSupport } from './sdk-editions.ts'

test('docs/clients.md names the same Pythons for every edition, and the same packages', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/clients.md'), 'utf8').split('\n')
  const needs = sdkSupport('3.13').works
  for (const sentence of sdkSupport('2.7').fails) {
    const [, version = '', pythons] = /^(\S+) needs Python (.*)$/.exec(sentence) ?? []
    const row = page.find((line) => line.startsWith(`| SageMaker SDK ${version} | ${pythons} |`))
    assert.ok(row, sentence)
    const packages = needs.find((each) => each.startsWith(version))?.match(/[a-z]+[<>]=?[\d.]+/g) ?? []
    for (const each of packages) assert.ok(row.includes(`\`${each}\``), `${version}: ${each}`)
  }
})

test('every edition works on the Pythons it was tried with, and says what it needs there', () => {
  assert.deepEqual(sdkSupport('3.11'), {
    works: [
      '1.72.0 (needs protobuf<3.21; knows XGBoost images up to 1.0-1)',
      '2.153.0 (pyyaml>=6)',
      '2.257 (has no csv_serializer, which the hands-on imports)',
      '3.27.0',
    ],
    fails: [],
  })
  assert.match(sdkSupport('3.13').works[0] ?? '', /protobuf<3\.21 and setuptools<81/)
  assert.match(sdkSupport('3.13').works[1] ?? '', /pyyaml>=6, setuptools<81, numpy>=2\.1/)
})

test('an old or a future Python is told which editions it does not run', () => {
  assert.deepEqual(sdkSupport('3.9').fails, ['2.257 needs Python 3.10 – 3.13', '3.27.0 needs Python 3.10 – 3.13'])
  assert.equal(sdkSupport('3.14').works.length, 0)
  assert.equal(sdkSupport('2.7').fails.length, 4)
})
