import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { compileBytecode } from './compile-bytecode.ts'

function environment(t: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-bytecode-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  mkdirSync(join(directory, 'lib'))
  writeFileSync(join(directory, 'lib', 'module.py'), 'answer = 42\n')
  return { directory, python: 'python3', pythonVersion: '3', needs: [] }
}

test('bytecode is made in the background, marked when whole; in CI it is not', { timeout: 60_000 }, async (t) => {
  if (spawnSync('python3', ['--version']).status !== 0) return t.skip('there is no python3: NOT tried')
  const { CI } = process.env
  t.after(() => {
    if (CI === undefined) delete process.env.CI
    else process.env.CI = CI
  })
  const [inCi, outside] = [environment(t), environment(t)]
  process.env.CI = 'true'
  compileBytecode(inCi)
  delete process.env.CI
  compileBytecode(outside)
  // Nobody is told when it is done: it outlives its starter. The test's own time limit ends this.
  while (!existsSync(join(outside.directory, 'bytecode'))) await pause(20)
  assert.deepEqual(
    readdirSync(join(outside.directory, 'lib', '__pycache__')).map((file) => file.endsWith('.pyc')),
    [true],
  )
  assert.deepEqual(readdirSync(inCi.directory), ['lib'])
})
