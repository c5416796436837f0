/** The parts of the process driver that need no process, and what happens where bubblewrap cannot be had. */
import assert from 'node:assert/strict'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { systemClock } from '../../lib/clock.ts'
import { specOf } from '../conformance.ts'
import { describeIsolation, isolationLogEvents } from '../describe-isolation.ts'
import { computeLimits } from '../limits.ts'
import { checkSpec } from './check-spec.ts'
import { cpusFor, parseCpuList } from './cpu-affinity.ts'
import { createDriver, SandboxRefused } from './create-driver.ts'
import { hostPath, quote } from './launch.ts'
import { plainLauncher } from './plain-launcher.ts'
import { explainBubblewrap } from './probe-bubblewrap.ts'
import { familyOf, parsePsLine } from './process-table.ts'
import { gatewaySocketPath, socketBase, socketDirectoryOf } from './socket-directory.ts'

function temporary(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-parts-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const optionsFor = (home: string) => ({ home, gatewaySocket: gatewaySocketPath(home), port: 1, clock: systemClock, nodePath: process.execPath })

test('bubblewrap demanded but not there or not working is refused, with the reason and the ways out', async (t) => {
  const home = temporary(t)
  const broken = join(home, 'bwrap')
  writeFileSync(broken, '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n')
  chmodSync(broken, 0o755)
  const demanded = createDriver({ ...optionsFor(home), sandbox: 'bubblewrap', bubblewrap: broken })
  await assert.rejects(demanded, (error: Error) => {
    assert.ok(error instanceof SandboxRefused)
    assert.match(error.message, /setting up uid map: Permission denied.*AppArmor.*KENJA_SANDBOX=none/)
    return true
  })
  const { driver, withoutSandbox } = await createDriver({ ...optionsFor(home), sandbox: 'auto', bubblewrap: broken })
  assert.equal(driver.isolation.driver, 'none')
  assert.match(withoutSandbox ?? '', /AppArmor/)
  assert.match(describeIsolation(driver, withoutSandbox)[0] ?? '', /WITHOUT ISOLATION: bwrap: setting up uid map/)
  driver.close()
})

test('what bubblewrap prints becomes a cause and a way out', () => {
  assert.match(explainBubblewrap('bwrap: No permissions to creating new namespace, likely because the kernel does not allow'), /unprivileged_userns_clone=1/)
  assert.match(explainBubblewrap("bwrap: Can't mount proc on /newroot/proc: Operation not permitted"), /\/proc|namespaces/)
  assert.equal(explainBubblewrap(''), 'it ended without a word')
})

test('the gateway’s socket must stand alone in its directory where sandboxes will see that', async (t) => {
  const home = temporary(t)
  const works = join(home, 'bwrap')
  writeFileSync(works, '#!/bin/sh\nexit 0\n')
  chmodSync(works, 0o755)
  const options = { ...optionsFor(home), sandbox: 'auto' as const, bubblewrap: works }
  writeFileSync(join(home, 'run', 'server.json'), '{}')
  await assert.rejects(createDriver({ ...options, gatewaySocket: join(home, 'run', 'gateway.sock') }), /must stand alone/)
})

test('sockets of a home with a long path lie elsewhere, and the next server finds them there', (t) => {
  const home = join(temporary(t), 'a-very-long-name-for-a-home-directory'.repeat(2))
  const base = socketBase(home)
  t.after(() => rmSync(base, { recursive: true, force: true }))
  assert.ok(!base.startsWith(home))
  assert.equal(lstatSync(base).mode & 0o777, 0o700)
  assert.equal(socketBase(home), base)
  assert.ok(Buffer.byteLength(join(socketDirectoryOf(base, 'x'.repeat(64)), '0123456789abcdef')) < 90)
  rmSync(base, { recursive: true })
  assert.equal(socketBase(home), base, 'made again when the temporary directory was emptied')
})

test('a path inside is the longest mount’s', () => {
  const mounts = [
    { source: '/work/a', target: '/opt/ml', writable: true },
    { source: '/data/b', target: '/opt/ml/input/', writable: false },
  ]
  assert.equal(hostPath(mounts, '/opt/ml'), '/work/a')
  assert.equal(hostPath(mounts, '/opt/ml/model/x'), '/work/a/model/x')
  assert.equal(hostPath(mounts, '/opt/ml/input/data'), '/data/b/data')
  assert.equal(hostPath(mounts, '/opt/ml/input/../model'), '/work/a/model')
  assert.equal(hostPath(mounts, '/opt/mlx'), undefined)
  assert.throws(() => plainLauncher.pathInside(specOf('t', ['x']), '/opt/ml', '/s'), /Without a sandbox there is no \/opt\/ml/)
  assert.equal(plainLauncher.pathInside(specOf('t', ['x']), '/run/kenja/jupyter.sock', '/s'), '/s/jupyter.sock')
})

test('a spec that no driver could start is refused by name', () => {
  const refused = (changes: object) => () => checkSpec({ ...specOf('t', ['x']), ...changes }, computeLimits)
  assert.doesNotThrow(refused({}))
  assert.throws(refused({ command: [] }), /names no program/)
  assert.throws(refused({ env: { 'a.b': '' } }), /"a\.b" is no name of an environment variable/)
  assert.throws(refused({ workdir: 'relative' }), /no absolute path/)
  assert.throws(refused({ hostname: 'a b' }), /no host name/)
  assert.throws(refused({ user: { name: 'x:y', uid: 1, home: '/' } }), /no user name/)
  assert.throws(refused({ command: ['x', 'a\0b'] }), /NUL/)
  assert.throws(refused({ env: { A: 'x'.repeat(2 ** 20) } }), /environment is over/)
})

test('CPUs: whole ones, from a start of the task’s own, or all', () => {
  assert.deepEqual(parseCpuList('0-2,5\n'), [0, 1, 2, 5])
  assert.equal(cpusFor('t', 4, [0, 1]), undefined)
  assert.equal(cpusFor('t', undefined, [0, 1]), undefined)
  assert.match(cpusFor('t', 0.5, [0, 1]) ?? '', /^[01]$/)
  assert.equal(cpusFor('t', 2, [3, 4, 5])?.split(',').length, 2)
})

test('process tables: from ps as well, families by descent and by session', () => {
  assert.deepEqual(parsePsLine('  12   1   12 Ss   Wed Nov 25 03:46:54 2026\n'), {
    pid: 12,
    parent: 1,
    session: 12,
    zombie: false,
    start: 'Wed Nov 25 03:46:54 2026',
  })
  const row = (pid: number, parent: number, session: number) => ({ pid, parent, session, start: '1', zombie: false })
  const rows = [row(1, 0, 1), row(5, 1, 5), row(6, 5, 6), row(7, 6, 7), row(8, 1, 5), row(9, 1, 9)]
  assert.deepEqual(
    familyOf(rows, [6], [5]).map(({ pid }) => pid),
    [5, 6, 7, 8],
  )
})

test('any text is one word of the shell', () => {
  assert.equal(quote(`it's`), `'it'\\''s'`)
})

test('the lines for the log group /kenja/compute name the driver first', (t) => {
  const home = temporary(t)
  mkdirSync(join(home, 'x'))
  const [first] = isolationLogEvents({ isolation: { driver: 'bubblewrap', files: true, network: true, processes: true, memory: 'watch' } }, new Date(5))
  assert.deepEqual(first, { timestamp: 5, message: 'Compute driver: bubblewrap. Jobs, endpoints and notebooks run in sandboxes.' })
})
