/** `./kenja` before anything is installed: a checkout that holds nothing but the script, and an npm of the test's own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { kenjaCommand, run, start } from '../../support/kenja-command.ts'

/** Notes that it was called, waits until it may go on, and brings a Node. */
const NPM = `#!/bin/sh
echo "$*" >>"$HOME/calls"
[ ! -e "$HOME/broken" ] || { echo 'npm error code EAI_AGAIN' >&2; exit 1; }
while [ -e "$HOME/wait" ]; do sleep 0.1; done
mkdir -p node_modules/node-test/bin
ln -sf "${process.execPath}" node_modules/node-test/bin/node
`

/** All that the script may need of a machine, so that the machine's own npm and Node are out of sight. */
const TOOLS = ['sh', 'cat', 'cksum', 'date', 'dirname', 'head', 'ln', 'mkdir', 'mv', 'readlink', 'rm', 'sed', 'sleep', 'tr']

function checkout(t: TestContext) {
  const home = mkdtempSync(join(tmpdir(), 'kenja-checkout-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const root = join(home, 'project')
  mkdirSync(join(root, 'packages/cli/src'), { recursive: true })
  mkdirSync(join(home, 'bin'))
  copyFileSync(kenjaCommand, join(root, 'kenja'))
  writeFileSync(join(root, 'package-lock.json'), '{}')
  writeFileSync(join(root, 'packages/cli/src/main.ts'), "process.stdout.write('the command ran: ' + process.argv.slice(2).join(' '))")
  writeFileSync(join(home, 'bin', 'npm'), NPM)
  chmodSync(join(home, 'bin', 'npm'), 0o755)
  for (const tool of TOOLS) symlinkSync(spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim(), join(home, 'bin', tool))
  const env = { HOME: home, PATH: join(home, 'bin'), KENJA_CACHE: join(home, 'cache') }
  return {
    root,
    home,
    guard: join(root, '.kenja-installing'),
    calls: () => (existsSync(join(home, 'calls')) ? readFileSync(join(home, 'calls'), 'utf8').trim().split('\n') : []),
    begin: (...words: string[]) => start(join(root, 'kenja'), words, env),
    kenja: (...words: string[]) => run(join(root, 'kenja'), words, env),
  }
}

test('the first run says how much it fetches before it fetches; the second has nothing to fetch; developers get more', async (t) => {
  const { kenja, calls, guard } = checkout(t)
  const first = await kenja('tutorial', '--keep')
  assert.deepEqual([first.code, first.stdout], [0, 'the command ran: tutorial --keep'], first.stderr)
  assert.match(
    first.stderr,
    /^kenja: first run: fetching the packages .*about \d+ MB to download.*\nkenja: the tutorial then fetches .*about \d+ MB.*\nkenja: packages are in place/,
  )
  assert.match(calls().join(), /^ci --ignore-scripts .*--omit=dev$/)
  assert.deepEqual(await kenja('status'), { code: 0, signal: null, stdout: 'the command ran: status', stderr: '' })
  assert.equal(calls().length, 1)
  await kenja('test')
  assert.doesNotMatch(calls()[1] ?? '', /--omit/)
  assert.equal(existsSync(guard), false)
})

test('no network: npm’s words and a sentence, exit code 1, and the next run tries again', async (t) => {
  const { kenja, home, guard } = checkout(t)
  writeFileSync(join(home, 'broken'), '')
  const { code, stderr } = await kenja('up')
  assert.equal(code, 1)
  assert.match(stderr, /EAI_AGAIN\nkenja: npm could not fetch the packages .*Is the network or the package registry reachable\?\n$/)
  assert.equal(existsSync(guard), false)
  rmSync(join(home, 'broken'))
  assert.equal((await kenja('up')).code, 0)
})

test('no npm: a sentence that says what to install', async (t) => {
  const { kenja, home } = checkout(t)
  rmSync(join(home, 'bin', 'npm'))
  const { code, stderr } = await kenja('up')
  assert.deepEqual([code, stderr], [1, 'kenja: npm was not found. Install Node.js 20 or newer (it brings npm), then run this again.\n'])
})

test('two at once fetch once', async (t) => {
  const { begin, calls, home } = checkout(t)
  writeFileSync(join(home, 'wait'), '')
  const one = begin('up')
  await one.said(/first run/)
  const other = begin('status')
  await other.said(/waiting: another run is fetching/)
  rmSync(join(home, 'wait'))
  assert.deepEqual([(await one.ended).code, (await other.ended).stdout, calls().length], [0, 'the command ran: status', 1])
})

test('a run that was killed while it fetched keeps nobody waiting; Ctrl-C leaves nothing', async (t) => {
  const { begin, kenja, home, guard } = checkout(t)
  writeFileSync(join(home, 'wait'), '')
  const killed = begin('up')
  await killed.said(/first run/)
  while (!existsSync(join(guard, 'pid'))) await new Promise(setImmediate)
  process.kill(-(killed.child.pid as number), 'SIGKILL')
  await killed.ended
  assert.ok(existsSync(guard))

  const interrupted = begin('up')
  await interrupted.said(/first run/)
  process.kill(-(interrupted.child.pid as number), 'SIGINT')
  assert.equal((await interrupted.ended).code, 130)
  assert.equal(existsSync(guard), false)

  rmSync(join(home, 'wait'))
  const next = await kenja('up')
  assert.deepEqual([next.code, /waiting/.test(next.stderr)], [0, false], next.stderr)
})
