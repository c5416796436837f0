import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { findPython, pythonCandidates } from './find-python.ts'

const supported = ['3.10', '3.11', '3.12', '3.13']

function programs(t: TestContext, ...texts: string[]): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-python-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return texts.map((text, index) => {
    const file = join(directory, `python-${index}`)
    writeFileSync(file, `#!/bin/sh\n${text}\n`)
    chmodSync(file, 0o755)
    return file
  })
}
const answers = (version: string) => `echo '{"executable": "/opt/python", "version": "${version}", "prefix": "/opt"}'`

test('the newest supported version is asked for first, and the system’s own last', () => {
  assert.deepEqual(pythonCandidates(supported), ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3', '/usr/bin/python3'])
})

test('what is on PATH and does not run is passed over', async (t) => {
  const candidates = programs(t, 'exit 127', 'echo no module named sqlite3 >&2; exit 1', answers('3.9.2'), answers('3.11.2'), answers('3.13.0'))
  assert.deepEqual(await findPython(supported, ['no-such-program', ...candidates]), { executable: '/opt/python', version: '3.11.2', prefix: '/opt' })
})

test('a machine without one is told which versions work and what it has', async (t) => {
  await assert.rejects(findPython(supported, programs(t, answers('3.9.2'), answers('3.14.0'), answers('3.9.2'))), {
    message:
      'Notebooks need Python 3.10 to 3.13 with its standard library, and this machine has none (found only Python 3.9.2, 3.14.0). Install one, for example: apt install python3',
  })
  await assert.rejects(findPython(supported, ['no-such-program']), /and this machine has none\. Install one/)
})
