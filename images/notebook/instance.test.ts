/** Parts of an instance's first program, each asked by a Python of this machine. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

const HERE = import.meta.dirname

/** Runs code with the program's modules at hand; answers what it printed. */
function python(code: string, ...words: string[]): string {
  const setUp = `import sys; sys.dont_write_bytecode = True; sys.path.insert(0, ${JSON.stringify(join(HERE, 'instance'))})\n`
  return execFileSync('python3', ['-c', setUp + code, ...words], { encoding: 'utf8' })
}

function temporary(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'kenja-instance-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

test('crontabs: fields, steps, ranges, names, days, variables', () => {
  const at = (when: string, minute: string) =>
    python(`import cron, time; print(cron.matches(sys.argv[1], time.strptime(sys.argv[2], '%Y-%m-%d %H:%M')))`, when, minute).trim()
  // 2026-11-25 is a Wednesday.
  assert.equal(at('*/5 * * * *', '2026-11-25 10:35'), 'True')
  assert.equal(at('*/5 * * * *', '2026-11-25 10:36'), 'False')
  assert.equal(at('0 9-17 * * mon-fri', '2026-11-25 17:00'), 'True')
  assert.equal(at('0 9-17 * * mon-fri', '2026-11-28 17:00'), 'False')
  assert.equal(at('0 0 * * 7', '2026-11-29 00:00'), 'True')
  assert.equal(at('0 0 1 * 3', '2026-11-25 00:00'), 'True')
  assert.equal(at('0 0 1 * *', '2026-11-25 00:00'), 'False')
  assert.equal(at('@daily', '2026-11-25 00:00'), 'True')
  assert.equal(at('61 * * * *', '2026-11-25 00:00'), 'False')
  assert.equal(at('nonsense', '2026-11-25 00:00'), 'False')
  const table = 'A=1\n# comment\n* * * * * echo 50\\% done\n@reboot echo up\n'
  const due = (atStart: boolean) =>
    python(`import cron, time; print(cron.due(sys.argv[1], time.gmtime(0), sys.argv[2] == 'true'))`, table, String(atStart)).trim()
  assert.equal(due(false), "[({'A': '1'}, 'echo 50% done')]")
  assert.equal(due(true), "[({'A': '1'}, 'echo up')]")
})

test('a volume over its size: who writes to it is stopped, who reads is not, and saving is refused until there is room', (t) => {
  const directory = temporary(t)
  for (const name of ['volume', 'state']) mkdirSync(join(directory, name))
  writeFileSync(join(directory, 'volume', 'large'), Buffer.alloc(2_000_000, 1))
  const code = `
import os, subprocess, threading, time, watch
from types import SimpleNamespace
volume, state = sys.argv[1] + '/volume', sys.argv[1] + '/state'
watch.LOOK_SECONDS = 0.05
settings = SimpleNamespace(volume=volume, state=state, volumeBytes=1_000_000, sandboxed=False)
server = SimpleNamespace(pid=lambda: None)
hold = lambda mode: subprocess.Popen([sys.executable, '-c', f"import sys, time; f = open(sys.argv[1], '{mode}'); print(1, flush=True); time.sleep(60)", volume + '/large'], stdout=subprocess.PIPE)
writer, reader = hold('ab'), hold('rb')
for process in (writer, reader): process.stdout.readline()
threading.Thread(target=watch.watch_volume, args=(settings, server), daemon=True).start()
print('writer', writer.wait(20), 'reader', reader.poll(), flush=True)
reader.kill()
full = state + '/volume-full'
while not os.path.exists(full): time.sleep(0.01)
os.unlink(volume + '/large')
while os.path.exists(full): time.sleep(0.01)
`
  const said = python(code, directory)
  assert.match(said, /^writer -9 reader None$/m)
  assert.match(said, /^A program was stopped \(.*\): it writes to the volume, which is full/m)
  assert.match(said, /^The volume is full: 0\.00 of 0\.000\d+ GB\. Kenja watches its size without a file system of its own: /m)
  assert.match(said, /^The volume has room again/m)
})

test('examples in both languages, for the kernels that are there; what is there already stays', (t) => {
  const directory = temporary(t)
  const code = `
import layout
from types import SimpleNamespace
def lay(examples, *editions): layout.lay_examples(SimpleNamespace(examples=examples, volume=sys.argv[1], editions=[{'name': name} for name in editions]))
lay(None)
lay(sys.argv[2])
`
  const samples = join(HERE, '../../samples')
  python(code, directory, samples)
  const all = () =>
    readdirSync(join(directory, 'examples'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ipynb'))
      .sort()
  assert.deepEqual(
    all(),
    ['en', 'ja'].flatMap((language) => ['build-train-deploy', 'call-the-endpoint', 'clean-up'].map((name) => `${language}/${name}.ipynb`)),
  )
  writeFileSync(join(directory, 'examples/en/clean-up.ipynb'), 'mine')
  python(`${code}lay(sys.argv[2], 'sagemaker_v1', 'sagemaker_v3')`, directory, samples)
  assert.equal(readFileSync(join(directory, 'examples/en/clean-up.ipynb'), 'utf8'), 'mine')
  assert.ok(all().includes('ja/build-train-deploy-v3.ipynb') && all().includes('en/build-train-deploy-v1.ipynb'))
})

test('every program and stand-in is whole', () => {
  for (const name of [
    'launch.py',
    'config/serve.py',
    'config/kenja_notebook.py',
    'config/kenja_language.py',
    'stand-ins/sudo',
    'stand-ins/git-credential-kenja',
  ])
    python('import ast; ast.parse(open(sys.argv[1]).read())', join(HERE, name))
  for (const name of ['crontab', 'systemctl', 'yum', 'activate', 'deactivate']) {
    const { status, stderr } = spawnSync('/bin/sh', ['-n', join(HERE, 'stand-ins', name)], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  }
})

test('what sudo is asked for', () => {
  const parse = (...words: string[]) => {
    const code = `
import ast, json, shlex, os, signal, socket
source = open(sys.argv[1]).read().rsplit('main()', 1)[0]
space = {}
exec(source, space)
options, assignments, words = space['parse_sudo'](sys.argv[2:])
print(json.dumps([options['user'], options['login'], options['keep'], assignments, space['wanted'](options, words)]))`
    return JSON.parse(python(code, join(HERE, 'stand-ins', 'sudo'), ...words)) as unknown[]
  }
  assert.deepEqual(parse('-u', 'ec2-user', '-i'), ['ec2-user', true, false, {}, ['/bin/bash', '-l']])
  assert.deepEqual(parse('-i', '-u', 'ec2-user', 'ls', 'a b'), ['ec2-user', true, false, {}, ['/bin/bash', '-l', '-c', "ls 'a b'"]])
  assert.deepEqual(parse('-nEu', 'ec2-user', 'id'), ['ec2-user', false, true, {}, ['id']])
  assert.deepEqual(parse('--user=root', 'A=1', 'env', '-u', 'B'), ['root', false, false, { A: '1' }, ['env', '-u', 'B']])
  assert.deepEqual(parse('--', '-x'), ['root', false, false, {}, ['-x']])
})

test('an edition of the SDK has a layer and a kernel of its own beside the environment’s', (t) => {
  const directory = temporary(t)
  const environment = (name: string, kernel: string) => {
    const place = join(directory, name)
    for (const part of ['bin', 'lib/python3.11/site-packages', `share/jupyter/kernels/${kernel}`]) mkdirSync(join(place, part), { recursive: true })
    for (const file of ['bin/python', 'bin/jupyter']) writeFileSync(join(place, file), '')
    writeFileSync(join(place, 'pyvenv.cfg'), 'home = /usr/bin\n')
    writeFileSync(join(place, `share/jupyter/kernels/${kernel}/kernel.json`), JSON.stringify({ argv: [join(place, 'bin/python')] }))
    return place
  }
  const settings = {
    environment: environment('main', 'conda_python3'),
    editions: [{ name: 'sagemaker_v1', directory: environment('v1', 'sagemaker_v1') }],
    examples: null,
    home: join(directory, 'home'),
    sbin: join(directory, 'sbin'),
    rootAccess: false,
    sandboxed: false,
  }
  python('import json, layout; from types import SimpleNamespace; layout.lay_out(SimpleNamespace(**json.loads(sys.argv[1])))', JSON.stringify(settings))
  const envs = join(directory, 'home/anaconda3/envs')
  const kernelOf = (layer: string, name: string) => JSON.parse(readFileSync(join(envs, layer, 'share/jupyter/kernels', name, 'kernel.json'), 'utf8'))
  assert.deepEqual(kernelOf('python3', 'conda_python3').argv, [join(envs, 'python3/bin/python')])
  assert.deepEqual(kernelOf('sagemaker_v1', 'sagemaker_v1').argv, [join(envs, 'sagemaker_v1/bin/python')], 'pip in it installs into its own layer')
  const shared = readFileSync(join(envs, 'sagemaker_v1/lib/python3.11/site-packages/kenja-shared.pth'), 'utf8')
  assert.ok(shared.includes(join(directory, 'v1/lib/python3.11/site-packages')))
})
