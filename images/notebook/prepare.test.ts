/** The preparation as a program, with a Python and a uv that do as told: no network, no packages. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Prepared } from './environment.ts'
import { readSettings } from './settings.ts'

const settings = readSettings()

/** Makes what the real one makes, as far as anybody looks; `FAKE_UV_SAYS` is printed by an installation that then fails. */
const UV = `#!/bin/sh
echo "$*" >>"$FAKE_UV_CALLS"
case "$1" in
  --version) exit 0 ;;
  venv) for directory; do :; done; /bin/mkdir -p "$directory/bin" && /bin/cp /bin/sh "$directory/bin/python" ;;
  pip) if [ -n "$FAKE_UV_SAYS" ]; then echo "$FAKE_UV_SAYS" >&2; exit 2; fi; echo "Installed 1 package in 1ms" >&2 ;;
esac
`
const python = (version: string) => `#!/bin/sh
case "$*" in
  *"import ctypes"*) echo '{"executable": "'"$0"'", "version": "${version}", "prefix": "/opt/python"}' ;;
  *"pip config list") echo "global.index-url='https://user:secret@mirror.invalid/simple'" ;;
  *) exit 1 ;;
esac
`
const SHIM = '#!/bin/sh\necho "pyenv: command not found" >&2; exit 127\n'

interface Machine {
  readonly cache: string
  readonly directory: string
  calls(): string[]
  run(env?: Record<string, string>, ...words: string[]): Promise<{ code: number | null; answer: Prepared | undefined; said: string[] }>
}

function machine(t: TestContext, programs: Record<string, string>): Machine {
  const root = mkdtempSync(join(tmpdir(), 'kenja-prepare-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const [bin, cache, record] = [join(root, 'bin'), join(root, 'cache'), join(root, 'calls')]
  mkdirSync(bin)
  writeFileSync(record, '')
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), text)
    chmodSync(join(bin, name), 0o755)
  }
  return {
    cache,
    directory: join(cache, settings.lockHash),
    calls: () => readFileSync(record, 'utf8').split('\n').filter(Boolean),
    run: (env = {}, ...words) =>
      new Promise((resolve) => {
        const environment = { PATH: bin, HOME: root, CI: '1', KENJA_IMAGE_CACHE: cache, FAKE_UV_CALLS: record, ...env }
        const child = spawn(process.execPath, [join(import.meta.dirname, 'prepare.ts'), ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
        let [out, err] = ['', '']
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          out += text
        })
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          err += text
        })
        child.on('close', (code) => resolve({ code, answer: out ? (JSON.parse(out) as Prepared) : undefined, said: err.trim().split('\n') }))
      }),
  }
}

test('the first run says what it will fetch, installs what hashes vouch for, and leaves one kernel of AWS’s name', async (t) => {
  const { run, calls, directory } = machine(t, { 'python3.13': SHIM, 'python3.12': python('3.12.4'), uv: UV })
  const { code, answer, said } = await run()
  assert.equal(code, 0, said.join('\n'))
  assert.deepEqual(answer, { directory, python: join(directory, 'bin/python'), pythonVersion: '3.12.4', needs: ['/opt/python'], editions: [] })
  assert.equal(
    said[0],
    'Making the notebook environment with Python 3.12.4 and the SageMaker SDK 2.153.0: about 250 MB to fetch, 800 MB on the disk, once per user',
  )
  const installs = calls().filter((call) => call.startsWith('pip install'))
  assert.equal(installs.length, 2)
  for (const install of installs) assert.match(install, /--no-deps --require-hashes --no-build-isolation/)
  assert.match(readFileSync(join(directory, 'build-tools.txt'), 'utf8'), /^setuptools==[\d.]+ \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$/)
  assert.deepEqual(readdirSync(join(directory, 'share/jupyter/kernels')), ['conda_python3'])
  const kernel = JSON.parse(readFileSync(join(directory, 'share/jupyter/kernels/conda_python3/kernel.json'), 'utf8'))
  assert.equal(kernel.display_name, 'conda_python3')
})

test('the second run does nothing; an environment that was never finished, or whose Python is gone, is made anew', async (t) => {
  const { run, calls, directory } = machine(t, { 'python3.11': python('3.11.2'), uv: UV })
  await run()
  const before = calls().length
  const again = await run()
  assert.deepEqual([again.code, again.said, calls().length], [0, [''], before])
  writeFileSync(join(directory, 'left-behind'), '')
  rmSync(join(directory, 'complete.json'))
  await run()
  assert.equal(existsSync(join(directory, 'left-behind')), false)
  const made = calls().length
  rmSync(join(directory, 'bin/python'))
  const { code } = await run()
  assert.equal(code, 0)
  assert.ok(calls().length > made)
})

test('an edition of the SDK is an environment of its own, with a kernel of its own name, which the main one names from then on', async (t) => {
  const { run, calls, cache, directory } = machine(t, { 'python3.11': python('3.11.2'), uv: UV })
  const v1 = readSettings('v1')
  const edition = join(cache, v1.lockHash)
  const made = await run({}, '--edition', 'v1')
  assert.equal(made.code, 0, made.said.join('\n'))
  assert.equal(made.answer?.directory, edition)
  assert.match(made.said[0] ?? '', /with Python 3\.11\.2 and the SageMaker SDK 1\.72\.0: about \d+ MB to fetch, \d+ MB on the disk, once per user$/)
  assert.deepEqual(readdirSync(join(edition, 'share/jupyter/kernels')), ['sagemaker_v1'])
  assert.ok(calls().some((call) => call.startsWith('pip install') && call.endsWith(v1.lockFile)))
  assert.equal(existsSync(directory), false, 'the main environment is not made with it')

  assert.deepEqual(kernelOf(edition, 'sagemaker_v1').env, {}, 'this SDK reports nothing')

  const { answer } = await run()
  assert.deepEqual(answer?.editions, [{ name: 'sagemaker_v1', directory: edition }])
  assert.deepEqual(answer?.needs, ['/opt/python', edition], 'a sandbox shows it')
  rmSync(join(edition, 'complete.json'))
  assert.deepEqual((await run()).answer?.editions, [])
})

const kernelOf = (directory: string, name: string) =>
  JSON.parse(readFileSync(join(directory, 'share/jupyter/kernels', name, 'kernel.json'), 'utf8')) as { readonly env: Readonly<Record<string, string>> }

test('an SDK that reports to AWS how it is used is told not to, in an environment of an earlier Kenja too', async (t) => {
  const { run, cache } = machine(t, { 'python3.11': python('3.11.2'), uv: UV })
  const directory = join(cache, readSettings('v3').lockHash)
  await run({}, '--edition', 'v3')
  const { SAGEMAKER_ADMIN_CONFIG_OVERRIDE: file = '' } = kernelOf(directory, 'sagemaker_v3').env
  const optOut = { SchemaVersion: '1.0', SageMaker: { PythonSDK: { Modules: { TelemetryOptOut: true } } } }
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), optOut)
  rmSync(file)
  writeFileSync(join(directory, 'share/jupyter/kernels/sagemaker_v3/kernel.json'), '{}')
  await run({}, '--edition', 'v3')
  assert.deepEqual(JSON.parse(readFileSync(kernelOf(directory, 'sagemaker_v3').env.SAGEMAKER_ADMIN_CONFIG_OVERRIDE ?? '', 'utf8')), optOut)
})

test('an edition that there is not is refused with those there are', async (t) => {
  const { code, said } = await machine(t, { 'python3.11': python('3.11.2'), uv: UV }).run({}, '--edition', 'v4')
  assert.equal(code, 1)
  assert.equal(said.at(-1), 'The notebook environment has no edition v4; it has v1, v3.')
})

test('two at once make it once', async (t) => {
  const { run, calls } = machine(t, { 'python3.11': python('3.11.2'), uv: UV })
  const [one, other] = await Promise.all([run(), run()])
  assert.deepEqual([one.code, other.code], [0, 0])
  assert.equal(calls().filter((call) => call.startsWith('venv')).length, 1)
})

const failures: readonly [string, string, RegExp][] = [
  ['no network', 'error sending request for url (https://user:secret@mirror.invalid/simple/x/)', /^The Python package index could not be reached.*\(address\)/],
  ['a full disk', 'failed to write: No space left on device (os error 28)', /^The disk became full while the notebook environment was made; it needs 800 MB/],
  ['a package with another hash', 'Hash mismatch for anyio', /^The notebook environment could not be installed: Hash mismatch for anyio$/],
]
for (const [name, says, sentence] of failures) {
  test(`${name} is said in one sentence, without the index's address, and the next run starts anew`, async (t) => {
    const { run, directory } = machine(t, { 'python3.11': python('3.11.2'), uv: UV })
    const { code, answer, said } = await run({ FAKE_UV_SAYS: says })
    assert.deepEqual([code, answer], [1, undefined])
    assert.match(said.at(-1) ?? '', sentence)
    assert.doesNotMatch(said.join('\n'), /secret/)
    assert.equal(existsSync(join(directory, 'complete.json')), false)
    assert.equal((await run()).code, 0)
  })
}
