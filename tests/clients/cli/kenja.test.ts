/** The `kenja` command as a person and as a script meet it: words, JSON, exit codes. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type KenjaHome, kenjaHome, output, projectRoot, run } from '../../support/kenja-command.ts'

const COMMANDS = readdirSync(join(projectRoot, 'packages/cli/src/commands')).map((file) => file.replace(/\.ts$/, ''))

function aHome(t: TestContext, env?: NodeJS.ProcessEnv): KenjaHome {
  const home = kenjaHome(env)
  t.after(() => home.remove())
  return home
}

async function takenPort(t: TestContext): Promise<string> {
  const server = createServer()
  t.after(() => server.close())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return String((server.address() as AddressInfo).port)
}

test('help: an overview, and one for each command; a wrong word is told with exit code 2', async (t) => {
  const { kenja } = aHome(t)
  const overview = await kenja('--help')
  assert.equal(overview.code, 0)
  for (const name of COMMANDS) assert.match(overview.stdout, new RegExp(`^  ${name} +\\S`, 'm'))
  assert.equal((await kenja()).stdout, overview.stdout)
  for (const name of COMMANDS) {
    const help = await kenja(name, '--help')
    assert.deepEqual([help.code, help.stderr], [0, ''], name)
    assert.match(help.stdout, new RegExp(`^Usage: .*\\./kenja ${name}`), name)
  }
  for (const [words, told] of [
    [['tutoriel'], /^kenja: there is no command "tutoriel"\. \.\/kenja --help lists them\.\n$/],
    [['up', '--prot', '1'], /^kenja: Unknown option '--prot'/],
    [['down', 'now'], /^kenja: what should "now" mean here\?\n$/],
    [['up', '-d', '--port', 'x'], /^kenja: --port is "x", but must be a port number/],
    [['fetch', 'xgboost', '9'], /^kenja: XGBoost has no tag "9" here; it has .*1\.7-1/],
    [['up', '-d', '--ephemeral'], /^kenja: --ephemeral runs in the foreground/],
    [['tutorial', '--data', 'no-such-file.csv'], /^kenja: --data: there is no file no-such-file\.csv\n$/],
    [['tutorial', '--lang', 'fr'], /^kenja: --lang is en or ja\.\n$/],
  ] as const) {
    const { code, stdout, stderr } = await kenja(...words)
    assert.deepEqual([code, stdout], [2, ''], words.join(' '))
    assert.match(stderr, told)
  }
})

test('version and doctor, as text and JSON', async (t) => {
  const { kenja } = aHome(t)
  const version = JSON.parse((await kenja('version', '--json')).stdout)
  assert.deepEqual(Object.keys(version), ['kenja', 'node', 'platform'])
  assert.equal((await kenja('--version')).stdout, `kenja ${version.kenja} (Node ${version.node}, ${version.platform})\n`)
  const doctor = await kenja('doctor', '--json')
  const findings = JSON.parse(doctor.stdout) as { name: string; state: string; found: string; means: string }[]
  assert.deepEqual(
    findings.map(({ name }) => name),
    ['Node.js', 'Python', 'SageMaker SDK', 'Kernels', 'Sandbox', 'AWS CLI', 'Disk', 'Machine', 'Port'],
  )
  assert.ok(findings.every(({ found, means }) => found && means))
  assert.equal(doctor.code, findings.some(({ state }) => state === 'missing') ? 1 : 0)
})

test('doctor names the driver that a server with these settings has', async (t) => {
  const { kenja } = aHome(t)
  const sandboxOf = async (...flags: string[]) => {
    const { code, stdout } = await kenja('doctor', '--json', ...flags)
    return { code, ...(JSON.parse(stdout) as { name: string; state: string; found: string; means: string }[]).find(({ name }) => name === 'Sandbox') }
  }
  const plain = await sandboxOf('--sandbox', 'none')
  assert.deepEqual([plain.state, plain.found], ['limited', 'driver none, as KENJA_SANDBOX or --sandbox says'])
  const { driver } = JSON.parse((await kenja('up', '-d', '--json')).stdout)
  assert.match((await sandboxOf()).found ?? '', new RegExp(`^driver ${driver}\\b`))
  const wanted = await sandboxOf('--sandbox', 'bubblewrap')
  assert.deepEqual([wanted.state, wanted.code], driver === 'bubblewrap' ? ['fine', 0] : ['missing', 1])
})

test('a reader that has seen enough is no fault', async (t) => {
  const { env } = aHome(t)
  const { stdout, stderr } = await run('sh', ['-c', '"$0" doctor | head -n 1', join(projectRoot, 'kenja')], env)
  assert.match(stdout, /Node\.js/)
  assert.equal(stderr, '')
})

test('up -d twice, status, env, down, reset', async (t) => {
  const { kenja, environment, home, userHome } = aHome(t)
  for (const [words, code] of [
    [['status'], 3],
    [['env'], 3],
    [['console'], 3],
    [['least-privilege', 'some-role'], 3],
    [['down'], 0],
  ] as const)
    assert.equal((await kenja(...words)).code, code, words.join(' '))
  assert.deepEqual(JSON.parse((await kenja('status', '--json')).stdout), { running: false, home })
  assert.deepEqual(JSON.parse((await kenja('down', '--json')).stdout), { stopped: false })
  assert.equal((await kenja('reset', '--yes')).code, 0, 'nothing to delete')

  const { rootSignIn, ...first } = JSON.parse((await kenja('up', '-d', '--json')).stdout)
  assert.equal(rootSignIn.account, '123456789012')
  assert.equal(statSync(home).mode & 0o777, 0o700)
  const second = await kenja('up', '-d')
  assert.equal(second.code, 0)
  assert.match(second.stdout, new RegExp(`^Kenja runs already at http://127\\.0\\.0\\.1:${first.port} `))
  assert.deepEqual(JSON.parse((await kenja('up', '-d', '--json')).stdout), first, 'the same process')
  const foreground = await kenja('up')
  assert.deepEqual([foreground.code, foreground.stderr.includes(`Kenja runs already on port ${first.port} (process ${first.pid})`)], [1, true])

  const status = JSON.parse((await kenja('status', '--json')).stdout)
  assert.equal(status.running, true)
  assert.deepEqual([status.pid, status.port, status.driver], [first.pid, first.port, first.driver])
  assert.deepEqual([status.notebookInstances, status.endpoints, status.trainingJobsInProgress], [[], [], []])

  const plain = await environment()
  assert.equal(plain.AWS_ENDPOINT_URL, `http://127.0.0.1:${first.port}`)
  assert.deepEqual([plain.AWS_REGION, plain.AWS_DEFAULT_REGION, plain.HTTPS_PROXY], ['us-east-1', 'us-east-1', undefined])
  const proxied = await environment('--proxy')
  assert.match(proxied.HTTPS_PROXY ?? '', new RegExp(`^http://kenja:\\S+@127\\.0\\.0\\.1:${first.port}$`))
  for (const name of ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'])
    assert.match(readFileSync(proxied[name] ?? '', 'utf8'), /BEGIN CERTIFICATE/)
  assert.equal(existsSync(join(userHome, '.aws')), false, 'nothing in ~/.aws is touched')

  const refused = await kenja('reset', '--yes')
  assert.deepEqual([refused.code, refused.stderr], [1, 'kenja: Kenja runs with this home. Stop it first: ./kenja down\n'])
  assert.deepEqual(JSON.parse((await kenja('down', '--json')).stdout), { stopped: true })
  assert.equal((await kenja('reset')).code, 2, 'nobody can be asked')
  assert.deepEqual(JSON.parse((await kenja('reset', '--yes', '--json')).stdout), { home, deleted: true })
  assert.equal(existsSync(join(home, 'kenja.db')), false)
})

test('env beats what a shell has of real AWS', async (t) => {
  const kenja = aHome(t, { AWS_PROFILE: 'work', AWS_SESSION_TOKEN: 'left over', AWS_ACCESS_KEY_ID: 'AKIAREAL' })
  await kenja.kenja('up', '-d')
  const env = await kenja.environment()
  assert.deepEqual([env.AWS_PROFILE, env.AWS_SESSION_TOKEN], [undefined, undefined])
  assert.notEqual(env.AWS_ACCESS_KEY_ID, 'AKIAREAL')
})

test('env beats addresses of single services and proxies that a shell has', async (t) => {
  const nowhere = 'http://127.0.0.1:9'
  const kenja = aHome(t, {
    AWS_ENDPOINT_URL_STS: nowhere,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    http_proxy: nowhere,
    https_proxy: nowhere,
    no_proxy: 'intranet.example',
  })
  await kenja.kenja('up', '-d')
  const plain = await kenja.environment()
  assert.deepEqual([plain.AWS_ENDPOINT_URL_STS, plain.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS], [undefined, undefined])
  assert.deepEqual([plain.no_proxy, plain.NO_PROXY, plain.https_proxy], ['intranet.example,localhost,127.0.0.1,::1', plain.no_proxy, nowhere])
  const proxied = await kenja.environment('--proxy')
  assert.match(proxied.https_proxy ?? '', /^http:\/\/kenja:/)
  assert.equal(proxied.HTTPS_PROXY, proxied.https_proxy)
  if ((await run('aws', ['--version'], kenja.env).catch(() => undefined))?.code !== 0)
    return t.diagnostic('there is no aws command on this machine: NOT tried with it')
  for (const env of [plain, proxied]) {
    const arn = await output('aws', ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'], env)
    assert.equal(arn, 'arn:aws:iam::123456789012:root\n')
  }
})

test('reset waits for nobody: a server that hangs keeps its home', async (t) => {
  const { kenja, home } = aHome(t)
  const { pid } = JSON.parse((await kenja('up', '-d', '--json')).stdout) as { pid: number }
  process.kill(pid, 'SIGSTOP')
  const refused = await kenja('reset', '--yes')
  process.kill(pid, 'SIGCONT')
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^kenja: Another Kenja server uses the data directory .*Stop it/)
  assert.ok(existsSync(join(home, 'kenja.db')))
})

test('a port that is taken, a home that is none of ours', async (t) => {
  const { kenja, userHome, home } = aHome(t)
  const port = await takenPort(t)
  const taken = await kenja('up', '-d', '--port', port)
  assert.equal(taken.code, 1)
  assert.match(taken.stderr, new RegExp(`Port ${port} is in use`))
  assert.match(taken.stderr, /--port|KENJA_PORT/, 'it says what to do')
  assert.equal((await kenja('status')).code, 3)
  const doctor = JSON.parse((await kenja('doctor', '--json', '--port', port)).stdout) as { name: string; state: string }[]
  assert.equal(doctor.find(({ name }) => name === 'Port')?.state, 'missing')
  const tutorial = await kenja('tutorial', '--port', port)
  assert.equal(tutorial.code, 1)
  assert.match(tutorial.stderr, new RegExp(`Port ${port} is in use`))

  const photographs = join(userHome, 'photographs')
  mkdirSync(photographs)
  writeFileSync(join(photographs, 'a.jpg'), '')
  const reset = await kenja('reset', '--yes', '--home', photographs)
  assert.deepEqual([reset.code, existsSync(join(photographs, 'a.jpg'))], [1, true])
  assert.equal((await kenja('up', '-d', '--home', home)).code, 0, 'the next try works')
})

test('--ephemeral leaves nothing behind', async (t) => {
  const kenja = aHome(t, { TMPDIR: '/tmp' })
  const up = kenja.start('up', '--ephemeral')
  const said = await up.said(/Kenja is ready at .*home: .*\)/)
  const home = /home: (.*)\)/.exec(said)?.[1] ?? ''
  assert.ok(existsSync(join(home, 'kenja.db')))
  process.kill(-(up.child.pid as number), 'SIGINT')
  assert.equal((await up.ended).code, 0)
  assert.equal(existsSync(home), false)
  assert.equal(existsSync(kenja.home), false)
})

test('profile install: a profile of its own in ~/.aws, and nothing else changes there', async (t) => {
  const { kenja, userHome, env } = aHome(t)
  const early = await kenja('profile', 'install')
  assert.deepEqual([early.code, early.stderr.includes('./kenja up -d')], [1, true])
  await kenja('up', '-d')
  mkdirSync(join(userHome, '.aws'), { recursive: true })
  writeFileSync(join(userHome, '.aws', 'credentials'), '[default]\naws_access_key_id = mine\naws_secret_access_key = also mine\n')
  for (let times = 0; times < 2; times++) assert.equal((await kenja('profile', 'install')).code, 0)
  const credentials = readFileSync(join(userHome, '.aws', 'credentials'), 'utf8')
  assert.match(credentials, /^\[default\]\naws_access_key_id = mine\naws_secret_access_key = also mine\n\n\[kenja\]\n/)
  assert.equal(credentials.split('[kenja]').length, 2)
  assert.equal(statSync(join(userHome, '.aws', 'credentials')).mode & 0o777, 0o600)
  const aws = await run('aws', ['--version'], env).catch(() => undefined)
  if (aws?.code !== 0) return t.diagnostic('there is no aws command on this machine: the profile was NOT tried with it')
  const identity = await output('aws', ['--profile', 'kenja', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'], env)
  assert.equal(identity, 'arn:aws:iam::123456789012:root\n')
})

test('mirror: add, list, remove, and the proxy answers with the file', async (t) => {
  const { kenja, environment, userHome } = aHome(t)
  await kenja('up', '-d')
  const file = join(userHome, 'data.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  const address = 'https://data.example.org/set.csv?version=1'
  assert.equal((await kenja('mirror', 'add', address, join(userHome, 'none.csv'))).code, 2)
  assert.equal((await kenja('mirror', 'add', 'ftp://x/y', file)).code, 2)
  assert.equal((await kenja('mirror', 'add', address, file)).code, 0)
  assert.deepEqual(
    (JSON.parse((await kenja('mirror', 'list', '--json')).stdout) as { address: string }[]).map((entry) => entry.address),
    [address],
  )
  const env = await environment('--proxy')
  const fetched = await run('python3', ['-c', `import urllib.request; print(urllib.request.urlopen(${JSON.stringify(address)}).read().decode(), end='')`], env)
  assert.deepEqual([fetched.stdout, fetched.code], ['a,b\n1,2\n', 0], fetched.stderr)
  assert.equal((await kenja('mirror', 'remove', address)).code, 0)
  assert.equal((await kenja('mirror', 'remove', address)).code, 1)
  assert.equal((await kenja('mirror', 'list')).stdout, '')
})

test('the command works through a link and from another directory', async (t) => {
  const { env, userHome } = aHome(t)
  const link = join(userHome, 'kenja')
  await output('ln', ['-s', join(projectRoot, 'kenja'), link], env)
  assert.equal((await run('./kenja', ['version'], env, userHome)).code, 0)
})

test('without Python: the tutorial says in a sentence what to install, and doctor says it too', async (t) => {
  const { env, userHome } = aHome(t)
  const bin = join(userHome, 'bin')
  mkdirSync(bin)
  for (const name of ['sh', 'env', 'node', 'dirname', 'readlink', 'cksum', 'tr', 'uname', 'bwrap']) {
    const { stdout, code } = await run('sh', ['-c', `command -v ${name}`], env)
    if (code === 0) await output('ln', ['-s', stdout.trim(), join(bin, name)], env)
  }
  // A machine's /usr/bin/python3 is looked for by its path; a namespace of our own hides it where one may be made.
  const hide = `mount -t tmpfs none /usr/local/bin 2>/dev/null; for each in /usr/bin/python3*; do [ -f "$each" ] && mount --bind /dev/null "$each"; done; PATH=${bin}; export PATH; exec "$@"`
  const hidden = (...words: string[]) =>
    run('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', hide, 'sh', join(projectRoot, 'kenja'), ...words], {
      ...env,
      KENJA_CACHE: join(userHome, 'cache'),
    })
  if ((await run('unshare', ['--user', '--map-root-user', '--mount', 'true'], env)).code !== 0)
    return t.skip('no namespaces on this machine, so its Python cannot be hidden: NOT tried')
  const doctor = await hidden('doctor', '--json')
  assert.equal(doctor.code, 1, doctor.stderr)
  const python = (JSON.parse(doctor.stdout) as { name: string; state: string; means: string }[]).find(({ name }) => name === 'Python')
  assert.equal(python?.state, 'missing')
  assert.match(python?.means ?? '', /apt install python3/)
  const tutorial = await hidden('tutorial')
  assert.equal(tutorial.code, 1)
  assert.match(tutorial.stderr, /^kenja: .*Python/m)
  assert.match(tutorial.stderr, /apt install python3/)
  assert.doesNotMatch(tutorial.stderr, /\bat .*:\d+:\d+\)/, 'no stack')
})
