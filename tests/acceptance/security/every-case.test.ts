/** Each abuse case has a test of its number: here, or where other processes and drivers are tested. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const CASES = 24
const tests = resolve(import.meta.dirname, '../..')
const files = ['acceptance/security', 'simulation', 'clients'].flatMap((folder) =>
  readdirSync(join(tests, folder), { recursive: true }).map((name) => join(tests, folder, String(name))),
)

for (let number = 1; number <= CASES; number++) {
  test(`case ${number}`, () => {
    const found = files.filter((file) => new RegExp(`/case-${String(number).padStart(2, '0')}-[a-z0-9-]+\\.test\\.ts$`).test(file))
    assert.equal(found.length, 1, `one test of abuse case ${number}`)
    const source = readFileSync(found[0] as string, 'utf8')
    assert.match(source, new RegExp(`Abuse case ${number}:`))
    assert.match(source, /^test\(|^ {2,}test\(/m)
  })
}
