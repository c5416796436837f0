/** What drivers that run processes of this machine must do beyond `conformance.ts`. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { systemClock } from '../../lib/clock.ts'
import { exitOf, outputOf, path, specOf, temporaryHome, untilOutput } from '../conformance.ts'
import type { Driver, TaskSpec } from '../driver.ts'
import { createDriver, type DriverOptions } from './create-driver.ts'
import { findProcess } from './process-table.ts'
import { gatewaySocketPath } from './socket-directory.ts'

export interface ProcessSubject {
  readonly name: string
  readonly sandbox: 'bubblewrap' | 'none'
  readonly absent?: string
}

interface Bench {
  readonly home: string
  readonly options: DriverOptions
  readonly driver: Driver
  /** A driver as the next server makes it. */
  another(changes?: Partial<DriverOptions>): Promise<Driver>
}

/** A folder of the task's, mounted at /opt/ml, and Node at /opt/node. */
function withFolders(home: string, spec: TaskSpec, writable = true): TaskSpec {
  const folder = join(home, 'work', 'jobs', spec.id)
  mkdirSync(join(folder, 'model'), { recursive: true })
  const node = { source: process.execPath, target: '/opt/node', writable: false }
  return { ...spec, workdir: '/opt/ml', mounts: [{ source: folder, target: '/opt/ml', writable }, node] }
}

const lines = (text: string) => text.trim().split('\n')

/** Registers the tests. */
export function processConformance(subject: ProcessSubject): void {
  const sandboxed = subject.sandbox === 'bubblewrap'
  const check = (title: string, work: (bench: Bench, t: TestContext) => Promise<void>) =>
    test(`${subject.name}: ${title}`, { skip: subject.absent ?? false }, async (t) => {
      const home = temporaryHome(t)
      const limits = { adoptedPollMs: 10, memoryPollMs: 10 }
      const options: DriverOptions = {
        home,
        sandbox: subject.sandbox,
        gatewaySocket: gatewaySocketPath(home),
        port: 4566,
        clock: systemClock,
        nodePath: process.execPath,
        limits,
      }
      const opened: { driver: Driver; close(): void }[] = []
      const another = async (changes: Partial<DriverOptions> = {}) => {
        const { driver } = await createDriver({ ...options, ...changes })
        opened.push({ driver, close: () => driver.close() })
        return driver as Driver
      }
      const driver = await another()
      try {
        await work({ home, options, driver, another }, t)
      } finally {
        await Promise.all(driver.list().map((id) => driver.stop(id, 0)))
        for (const { close } of opened) close()
      }
    })

  surroundings(check, sandboxed)
  files(check, sandboxed)
  ending(check, sandboxed)
  adoption(check)
  memory(check)
  if (sandboxed) isolation(check)
}

type Check = (title: string, work: (bench: Bench, t: TestContext) => Promise<void>) => void

function surroundings(check: Check, sandboxed: boolean): void {
  check('the environment is exactly the spec’s, and no descriptor but the three is open that we made', async ({ driver }) => {
    const env = { PATH: path, PLAIN: 'a b', QUOTED: `it's "so" $HOME \`x\` \\`, LINES: 'one\ntwo', EMPTY: '' }
    await driver.start(specOf('env', ['env', '-0'], { env }))
    await exitOf(driver, 'env')
    const seen = Object.fromEntries(
      outputOf(driver, 'env')
        .split('\0')
        .filter(Boolean)
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
    assert.deepEqual(seen, env)
    await driver.start(specOf('fds', ['sh', '-c', 'for fd in 3 4 5 6 7 8 9; do if [ -e /proc/$$/fd/$fd ]; then echo "$fd"; fi; done']))
    await exitOf(driver, 'fds')
    assert.equal(outputOf(driver, 'fds'), '')
  })

  check('secrets of the environment stand on no command line, and what is kept is the owner’s alone', async ({ driver, home }) => {
    await driver.start(specOf('secret', ['sleep', '600'], { env: { PATH: path, TOKEN: 'hush-hush' } }))
    const state = driver.inspect('secret')
    assert.ok(state.status === 'running')
    assert.doesNotMatch(readFileSync(`/proc/${state.pid}/cmdline`, 'utf8'), /hush/)
    const folder = join(home, 'work', 'tasks')
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    assert.equal(statSync(join(folder, 'secret', 'spec.json')).mode & 0o777, 0o600)
  })

  check('host name, user and group are the spec’s', async ({ driver }) => {
    await driver.start(
      specOf('who', ['sh', '-c', 'hostname; id -un; id -u; id -gn; getent hosts algo-1; echo ~'], { env: { PATH: path, HOME: '/home/ec2-user' } }),
    )
    await exitOf(driver, 'who')
    if (sandboxed)
      assert.deepEqual(lines(outputOf(driver, 'who')), ['algo-1', 'ec2-user', '1000', 'ec2-user', '127.0.0.1       localhost algo-1', '/home/ec2-user'])
    else assert.equal(driver.isolation.files, false)
    await driver.start(specOf('root', ['id', '-u'], { user: { name: 'root', uid: 0, home: '/root' } }))
    await exitOf(driver, 'root')
    if (sandboxed) assert.equal(outputOf(driver, 'root'), '0\n')
  })
}

function files(check: Check, sandboxed: boolean): void {
  check('mounts: a writable one is written, a read-only one is not, and the working directory is there', async ({ driver, home }) => {
    const spec = withFolders(home, specOf('mounts', ['sh', '-c', 'pwd; echo x >model/out; cat /opt/ml/model/out']))
    const data = join(home, 'data')
    mkdirSync(data)
    writeFileSync(join(data, 'rows.csv'), '1,2\n')
    const inputs = { source: data, target: '/opt/ml/input', writable: false }
    mkdirSync(join(home, 'work/jobs/mounts/input'))
    const complete = { ...spec, mounts: [...spec.mounts, inputs] }
    const at = driver.pathInside(complete, '/opt/ml/input/rows.csv')
    const command = [
      'sh',
      '-c',
      `cat "$1" && echo written >"$2/out" && { echo no >"$1" || echo refused; }`,
      'sh',
      at,
      driver.pathInside(complete, '/opt/ml/model'),
    ]
    await driver.start({ ...complete, command })
    await exitOf(driver, 'mounts')
    assert.equal(readFileSync(join(home, 'work/jobs/mounts/model/out'), 'utf8'), 'written\n')
    if (sandboxed) assert.match(outputOf(driver, 'mounts'), /^1,2\n.*[Rr]ead-only.*\nrefused\n$/s)
    else assert.equal(at, join(data, 'rows.csv'))
    assert.equal(driver.pathInside(complete, '/run/kenja'), sandboxed ? '/run/kenja' : driver.socketDirectory('mounts'))
  })

  check('both streams stand in one file, in the order they were written', async ({ driver }) => {
    const script = 'i=0; while [ $i -lt 200 ]; do echo "o$i"; echo "e$i" >&2; i=$((i+1)); done'
    await driver.start(specOf('streams', ['sh', '-c', script]))
    await exitOf(driver, 'streams')
    assert.deepEqual(lines(outputOf(driver, 'streams')), Array.from({ length: 200 }, (_, index) => [`o${index}`, `e${index}`]).flat())
  })

  check('the task’s socket directory is /run/kenja, for both sides', async ({ driver }) => {
    const spec = specOf('sockets', [])
    const inside = driver.pathInside(spec, '/run/kenja/note')
    await driver.start({ ...spec, command: ['sh', '-c', `echo hello >"$0"`, inside] })
    await exitOf(driver, 'sockets')
    assert.equal(readFileSync(join(driver.socketDirectory('sockets'), 'note'), 'utf8'), 'hello\n')
  })
}

function ending(check: Check, sandboxed: boolean): void {
  check('SIGINT keeps its meaning for the program', async ({ driver }) => {
    await driver.start(specOf('int', ['sh', '-c', 'kill -INT $$; echo ignored']))
    const state = await exitOf(driver, 'int')
    assert.equal(state.signal, 'SIGINT')
    assert.equal(outputOf(driver, 'int'), '')
  })

  check('SIGTERM reaches the program itself, which may end as it likes', async ({ driver }) => {
    await driver.start(specOf('term', ['sh', '-c', 'trap "echo bye; exit 9" TERM; echo up; while :; do sleep 0.02; done']))
    await untilOutput(driver, 'term', 'up\n')
    await driver.stop('term', 60_000)
    const state = driver.inspect('term')
    assert.ok(state.status === 'exited' && state.exitCode === 9)
    assert.equal(outputOf(driver, 'term'), 'up\nbye\n')
  })

  check('what a program leaves running ends with it, in its own process group or not', async ({ driver }) => {
    const gone = async (id: string, count: number) => {
      // Inside a sandbox the numbers are its own; there the kernel ends all with the first process.
      if (sandboxed) return
      const stillRun = () =>
        lines(outputOf(driver, id))
          .slice(0, count)
          .map(Number)
          .filter((pid) => findProcess(pid)?.zombie === false)
      // The exit is on record before the shim's last word, which ends what is left: a look may come in between.
      for (let looks = 0; stillRun().length > 0 && looks < 500; looks++) await new Promise((resolve) => setTimeout(resolve, 20))
      assert.deepEqual(stillRun(), [], 'still run')
    }
    await driver.start(specOf('leaver', ['sh', '-c', 'sleep 600 & echo $!; exit 0']))
    await exitOf(driver, 'leaver')
    await gone('leaver', 1)
    await driver.start(specOf('killed', ['sh', '-c', 'sleep 600 & echo $!; setsid sleep 600 & echo $!; echo up; wait']))
    await untilOutput(driver, 'killed', 'up\n')
    await driver.stop('killed', 0)
    await gone('killed', 2)
  })
}

/** Starts a task from a process of its own and kills that with SIGKILL; answers what it saw of the task. */
async function startAndDie(options: DriverOptions, spec: TaskSpec): Promise<unknown> {
  const { clock: _, limits: __, ...plain } = options
  const server = spawn(process.execPath, [join(import.meta.dirname, '../fixtures/start-and-hang.ts'), JSON.stringify(plain), JSON.stringify(spec)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await new Promise<Buffer>((resolve) => server.stdout.once('data', resolve))).toString('utf8').split('\n')
  const died = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGKILL')
  await died
  return JSON.parse(line as string, (key, value) => (key === 'startedAt' ? new Date(value) : value))
}

function adoption(check: Check): void {
  check('a server killed with SIGKILL: the next one finds the same process, its output whole, its exit code', async ({ options, another, home }) => {
    const spec = withFolders(home, specOf('adopted', ['sh', '-c', 'echo one; while [ ! -e model/go ]; do sleep 0.02; done; echo two; exit 42']))
    const seen = await startAndDie(options, spec)
    const driver = await another()
    assert.deepEqual(driver.inspect('adopted'), seen, 'the same process with the same start')
    const exit = exitOf(driver, 'adopted')
    await driver.start(spec)
    writeFileSync(join(home, 'work/jobs/adopted/model/go'), '')
    assert.equal((await exit).exitCode, 42)
    assert.equal(outputOf(driver, 'adopted'), 'one\ntwo\n')
  })

  check('an adopted task is stopped by SIGTERM to its program', async ({ options, another, driver }) => {
    await startAndDie(options, specOf('adopted', ['sh', '-c', 'trap "echo bye; exit 3" TERM; echo up; while :; do sleep 0.02; done']))
    await untilOutput(driver, 'adopted', 'up\n')
    const next = await another()
    await next.stop('adopted', 60_000)
    const state = next.inspect('adopted')
    assert.ok(state.status === 'exited' && state.exitCode === 3)
  })

  check(
    'a task that ended while no server ran has its exit code; one whose shim vanished too is lost, and stays so',
    async ({ options, another, driver, home }) => {
      await startAndDie(options, specOf('ended', ['sh', '-c', 'exit 5']))
      assert.equal((await exitOf(driver, 'ended')).exitCode, 5)
      await driver.start(specOf('vanished', ['sleep', '600']))
      const shim = Number(readFileSync(join(home, 'work/tasks/vanished/shim'), 'utf8').split(' ')[0])
      process.kill(shim, 'SIGKILL')
      assert.equal(driver.inspect('vanished').status, 'running', 'the program itself goes on')
      const exit = exitOf(driver, 'vanished')
      await driver.stop('vanished', 0)
      assert.equal((await exit).reason, 'lost')
      assert.deepEqual((await another()).inspect('vanished'), driver.inspect('vanished'))
    },
  )

  check('a server that died before the shim began: the start is made again; a record of another boot is no running task', async ({ another, driver, home }) => {
    const spec = specOf('again', ['sh', '-c', 'echo ran'])
    mkdirSync(join(home, 'work/tasks/again'))
    writeFileSync(join(home, 'work/tasks/again/spec.json'), JSON.stringify(spec))
    assert.deepEqual(driver.inspect('again'), { status: 'unknown' })
    await driver.start(spec)
    await exitOf(driver, 'again')
    assert.equal(outputOf(driver, 'again'), 'ran\n')
    mkdirSync(join(home, 'work/tasks/rebooted'))
    writeFileSync(join(home, 'work/tasks/rebooted/spec.json'), JSON.stringify(specOf('rebooted', ['true'])))
    const start = findProcess(process.pid)?.start
    writeFileSync(join(home, 'work/tasks/rebooted/shim'), `${process.pid} 00000000-0000-0000-0000-000000000000 ${start}\n`)
    mkdirSync(join(home, 'work/tasks/torn'))
    for (const name of ['spec.json', 'shim']) writeFileSync(join(home, 'work/tasks/torn', name), '')
    const next = await another()
    for (const id of ['rebooted', 'torn']) {
      const state = next.inspect(id)
      assert.ok(state.status === 'exited' && state.reason === 'lost')
    }
  })

  check('two servers that start the same task at once start it once', async ({ another, driver, home }) => {
    const spec = withFolders(home, specOf('twice', ['sh', '-c', 'echo ran >>model/runs; echo up; sleep 600']))
    const other = await another()
    await Promise.all([driver.start(spec), other.start(spec)])
    await untilOutput(driver, 'twice', 'up\n')
    assert.deepEqual(driver.inspect('twice'), other.inspect('twice'))
    await driver.stop('twice', 0)
    assert.equal(readFileSync(join(home, 'work/jobs/twice/model/runs'), 'utf8'), 'ran\n')
  })
}

function memory(check: Check): void {
  const MIB = 1024 * 1024
  const hungry = (home: string, id: string, memoryBytes: number) => {
    const spec = withFolders(home, specOf(id, [], { memoryBytes }))
    return {
      ...spec,
      command: [
        '/bin/sh',
        '-c',
        'exec "$0" -e "$1"',
        process.execPath,
        `const all=[];for(let i=0;i<40;i++)all.push(Buffer.alloc(${10 * MIB},1));setTimeout(()=>console.log(all.length),300)`,
      ],
    }
  }
  for (const cgroups of [true, false])
    check(
      `resident memory over the limit ends the task, and its exit says so (${cgroups ? 'cgroup where there is one' : 'watched'})`,
      async ({ another, home }) => {
        const driver = await another({ cgroups })
        if (!cgroups) assert.equal(driver.isolation.memory, 'watch')
        const over = hungry(home, 'over', 200 * MIB)
        await driver.start({ ...over, command: over.command.with(3, driver.pathInside(over, '/opt/node')) })
        const state = await exitOf(driver, 'over')
        assert.equal(state.reason, 'memory')
        assert.equal(state.exitCode, 137)
        const under = hungry(home, 'under', 2048 * MIB)
        await driver.start({ ...under, command: under.command.with(3, driver.pathInside(under, '/opt/node')) })
        assert.equal((await exitOf(driver, 'under')).exitCode, 0)
        assert.equal(outputOf(driver, 'under'), '40\n')
      },
    )
}

function gateway(socket: string, words: string): Promise<Server> {
  const server = createServer((_, response) => response.end(words))
  rmSync(socket, { force: true })
  return new Promise((resolve) => server.listen(socket, () => resolve(server)))
}

const closed = (server: Server) => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}

function isolation(check: Check): void {
  check('a task sees neither the server’s files nor another task’s folder nor anyone’s home', async ({ driver, home }) => {
    writeFileSync(join(home, 'kenja.db'), 'secret')
    const other = withFolders(home, specOf('other', ['sleep', '600']))
    await driver.start(other)
    const places = [
      join(home, 'kenja.db'),
      join(home, 'work/jobs/other'),
      join(home, 'work/tasks/other/spec.json'),
      join(home, 'run'),
      '/root',
      '/work',
      '/etc/shadow',
      '/etc/ssl/private',
      '/sys',
      '/var/lib',
    ]
    const spec = withFolders(
      home,
      specOf('spy', [
        'sh',
        '-c',
        'for place; do ls -d "$place" 2>/dev/null && echo "saw $place"; done; ls /home; ls /proc | grep -c "^[0-9]"',
        'sh',
        ...places,
      ]),
    )
    await driver.start(spec)
    await exitOf(driver, 'spy')
    // sh, ls or grep, and the sandbox's first process: nobody else's.
    assert.match(outputOf(driver, 'spy'), /^ec2-user\n[234]\n$/)
  })

  check('a fork bomb ends at the limit of its own sandbox', async ({ another }) => {
    const driver = await another({ limits: { processes: 40 } })
    await driver.start(specOf('bomb', ['sh', '-c', 'i=0; while [ $i -lt 100 ]; do sleep 600 & i=$((i+1)); done; echo "all $i"']))
    await exitOf(driver, 'bomb')
    // The kernel does not hold root to this limit.
    if (process.getuid?.() === 0) assert.equal(outputOf(driver, 'bomb'), 'all 100\n')
    else assert.match(outputOf(driver, 'bomb'), /[Cc]annot fork|fork: retry|Resource temporarily unavailable/)
  })

  check('network none: no gateway, no name, no way out', async ({ driver, options }) => {
    const server = await gateway(options.gatewaySocket, 'hello')
    const script = `const s=require('net').connect(4566,'127.0.0.1');s.on('connect',()=>console.log('connected'));s.on('error',e=>console.log(e.code));console.log(Object.keys(require('os').networkInterfaces()).join())`
    await driver.start(specOf('alone', ['/opt/node', '-e', script], { mounts: [{ source: process.execPath, target: '/opt/node', writable: false }] }))
    await exitOf(driver, 'alone')
    assert.equal(outputOf(driver, 'alone'), 'lo\nECONNREFUSED\n')
    await closed(server)
  })

  check('network kenja: the gateway is at its port, also after it was started again, and nothing else is there', async ({ driver, options, home }) => {
    const first = await gateway(options.gatewaySocket, 'first')
    const script = `const fs=require('fs');const get=()=>fetch(process.argv[1]).then(r=>r.text()).catch(()=>'none');(async()=>{console.log(await get());while(!fs.existsSync('/opt/ml/model/go'))await new Promise(r=>setTimeout(r,20));console.log(await get());console.log(Object.keys(require('os').networkInterfaces()).join())})()`
    const spec = withFolders(home, specOf('caller', [], { network: 'kenja' }))
    await driver.start({ ...spec, command: ['/opt/node', '-e', script, driver.gatewayUrl(spec)] })
    await untilOutput(driver, 'caller', 'first\n')
    await closed(first)
    const second = await gateway(options.gatewaySocket, 'second')
    writeFileSync(join(home, 'work/jobs/caller/model/go'), '')
    await exitOf(driver, 'caller')
    assert.equal(outputOf(driver, 'caller'), 'first\nsecond\nlo\n')
    await closed(second)
  })
}
