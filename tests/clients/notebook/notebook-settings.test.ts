/** The settings of a notebook instance have their effect, seen from inside: lifecycle scripts, packages, repositories, root access, memory. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CreateCodeRepositoryCommand,
  CreateNotebookInstanceCommand,
  type CreateNotebookInstanceCommandInput,
  CreateNotebookInstanceLifecycleConfigCommand,
  DescribeNotebookInstanceCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker'
import { readConfig } from '../../../packages/server/src/config.ts'
import { addToMirror } from '../../../packages/server/src/gateway/mirror.ts'
import { execute, prepareEnvironment, startKernel, visit } from '../../support/notebook-visitor.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const allow = (Action: string | string[], more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, ...more }] })
const wait = { minDelay: 1, maxDelay: 1, maxWaitTime: 180 }

/** Of the kinds that AWS's samples are of; the package and the repository come through the proxy. */
const ON_CREATE = `#!/bin/bash
set -e
sudo -u ec2-user -i <<'EOF'
source activate python3
pip install --no-index --find-links https://packages.example.com/all.html kenja-demo
source /home/ec2-user/anaconda3/bin/deactivate
EOF
`
const ON_START = `#!/bin/bash
set -ex
echo "as $(whoami) in $PWD"
touch /etc/profile.d/jupyter-env.sh
echo "export MY_SETTING=from-script" >> /etc/profile.d/jupyter-env.sh
CONDA_PYTHON_DIR=$(source /home/ec2-user/anaconda3/bin/activate /home/ec2-user/anaconda3/envs/JupyterSystemEnv && which python)
$CONDA_PYTHON_DIR -c "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])"
(crontab -l 2>/dev/null; echo "*/5 * * * * $CONDA_PYTHON_DIR $PWD/autostop.py >> /var/log/jupyter.log") | crontab -
nohup sh -c 'sleep 600' &
sudo systemctl --no-block restart jupyter-server.service
`

async function setUp(t: TestContext): Promise<{ server: TestServer; roleArn: string }> {
  const { cache, sandbox } = readConfig()
  prepareEnvironment(cache)
  const home = mkdtempSync(join(tmpdir(), 'kenja-test-'))
  const server = await startServer({ home, driver: 'real', config: { cache, describeWaitMs: 5_000, sandbox } })
  t.after(async () => {
    await server.stop()
    await Promise.all(server.app.driver.list().map((id) => server.app.driver.stop(id, 0)))
    rmSync(home, { recursive: true, force: true })
  })
  const trust = allow('sts:AssumeRole', { Principal: { Service: 'sagemaker.amazonaws.com' } })
  const { Role } = await server.clients.iam.send(new CreateRoleCommand({ RoleName: 'notebook-role', AssumeRolePolicyDocument: trust }))
  const PolicyDocument = allow(['sagemaker:*', 'logs:*'], { Resource: '*' })
  await server.clients.iam.send(new PutRolePolicyCommand({ RoleName: 'notebook-role', PolicyName: 'p', PolicyDocument }))
  return { server, roleArn: Role?.Arn as string }
}

/** Files below `directory`, as relative paths. */
const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile())

/** A repository at https://git.example.com/code.git, in the way that a plain file server offers one. */
function mirrorRepository(home: string): void {
  const work = join(home, 'repository')
  mkdirSync(work)
  const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: work, stdio: 'ignore' })
  git('init', '--quiet', '--initial-branch=main')
  writeFileSync(join(work, 'hello.py'), 'print("hello")\n')
  git('add', '.')
  git('commit', '--quiet', '--message=hello')
  git('clone', '--quiet', '--bare', work, join(home, 'code.git'))
  execFileSync('git', ['update-server-info'], { cwd: join(home, 'code.git') })
  const address = 'https://git.example.com/code.git'
  for (const path of filesBelow(join(home, 'code.git'))) addToMirror(home, `${address}/${path}`, join(home, 'code.git', path))
  addToMirror(home, `${address}/info/refs?service=git-upload-pack`, join(home, 'code.git', 'info/refs'))
}

/** A page of packages at https://packages.example.com/all.html with one package. */
function mirrorPackage(home: string): void {
  const wheel = 'kenja_demo-1.0-py3-none-any.whl'
  const file = join(home, wheel)
  const code = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    wheel.writestr('kenja_demo.py', 'ANSWER = 42\\n')
    wheel.writestr('kenja_demo-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: kenja-demo\\nVersion: 1.0\\n')
    wheel.writestr('kenja_demo-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('kenja_demo-1.0.dist-info/RECORD', '')
`
  execFileSync('python3', ['-c', code, file])
  writeFileSync(join(home, 'index.html'), `<html><body><a href="/files/${wheel}">${wheel}</a></body></html>`)
  addToMirror(home, 'https://packages.example.com/all.html', join(home, 'index.html'))
  addToMirror(home, `https://packages.example.com/files/${wheel}`, file)
}

const create = ({ server, roleArn }: { server: TestServer; roleArn: string }, name: string, more: Partial<CreateNotebookInstanceCommandInput>) =>
  server.clients.sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: name, InstanceType: 'ml.t3.medium', RoleArn: roleArn, ...more }))

async function lifecycle({ clients }: TestServer, name: string, scripts: { readonly create?: string; readonly start?: string }): Promise<void> {
  const hook = (text: string | undefined) => (text === undefined ? undefined : [{ Content: Buffer.from(text).toString('base64') }])
  const input = { NotebookInstanceLifecycleConfigName: name, OnCreate: hook(scripts.create), OnStart: hook(scripts.start) }
  await clients.sagemaker.send(new CreateNotebookInstanceLifecycleConfigCommand(input))
}

async function logOf({ clients }: TestServer, logStreamName: string): Promise<string> {
  const { events } = await clients.logs.send(new GetLogEventsCommand({ logGroupName: '/aws/sagemaker/NotebookInstances', logStreamName, startFromHead: true }))
  return (events ?? []).map(({ message }) => message).join('\n')
}

/** What the kernel is asked; one line of JSON. */
const QUESTIONS = `
import json, os, ssl, subprocess, sys, urllib.request
def said(command):
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()
context = ssl.create_default_context()
sessions = json.load(urllib.request.urlopen(urllib.request.Request('https://localhost:8443/api/sessions'), context=context))
print(json.dumps({
    'user': said('id -un'),
    'package': __import__('kenja_demo').ANSWER,
    'prefix': sys.prefix,
    'setting': os.environ.get('MY_SETTING'),
    'sessions': [session['path'] for session in sessions],
    'repository': os.path.exists('/home/ec2-user/SageMaker/code/hello.py'),
    'branch': said('git -C /home/ec2-user/SageMaker/code branch --show-current'),
    'etc': said('touch /etc/mine || true'),
    'root': said('sudo id -u'),
    'rootWrites': said('sudo touch /etc/mine && ls /etc/mine'),
    'crontab': said('sudo crontab -l'),
    'install': said('pip install --no-cache-dir --force-reinstall --no-index --find-links https://packages.example.com/all.html kenja-demo').splitlines()[-1],
    'elsewhere': said('pip --no-color install --index-url https://192.168.1.1/simple/ --retries 0 other').splitlines()[-1][:5],
}))
`

test('scripts, packages, a repository and root access have their effects', { timeout: 900_000 }, async (t) => {
  const parts = await setUp(t)
  const { server } = parts
  const { sagemaker } = server.clients
  if (!server.app.driver.isolation.files) return t.diagnostic('without a sandbox there are no lifecycle scripts as root')
  mirrorRepository(server.home)
  mirrorPackage(server.home)
  await lifecycle(server, 'both', { create: ON_CREATE, start: ON_START })
  const GitConfig = { RepositoryUrl: 'https://git.example.com/code.git', Branch: 'main' }
  await sagemaker.send(new CreateCodeRepositoryCommand({ CodeRepositoryName: 'code', GitConfig }))
  await create(parts, 'Full', { LifecycleConfigName: 'both', DefaultCodeRepository: 'code' })
  await waitUntilNotebookInstanceInService({ client: sagemaker, ...wait }, { NotebookInstanceName: 'Full' }).catch(async () => {
    const { FailureReason } = await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'Full' }))
    assert.fail(`${FailureReason}\n${await logOf(server, 'Full/LifecycleConfigOnCreate')}\n${await logOf(server, 'Full/jupyter.log')}`)
  })
  const { socket } = await startKernel(await visit(server, 'Full'), 'code/a.ipynb')
  const said = JSON.parse(await execute(socket, QUESTIONS)) as Record<string, unknown>
  assert.match(said.etc as string, /Read-only file system/)
  assert.match(said.crontab as string, /^\*\/5 \* \* \* \* .*python \/\/autostop\.py/)
  assert.match(said.install as string, /^Successfully installed kenja-demo-1\.0/)
  assert.deepEqual([said.user, said.root, said.rootWrites], ['ec2-user', '0', '/etc/mine'])
  assert.deepEqual([said.package, said.prefix, said.setting], [42, '/home/ec2-user/anaconda3/envs/python3', 'from-script'])
  assert.deepEqual([said.sessions, said.repository, said.branch, said.elsewhere], [['code/a.ipynb'], true, 'main', 'ERROR'])
  assert.match(await logOf(server, 'Full/LifecycleConfigOnStart'), /as root in \/\n(?:.*\n)*.*assumed-role\/notebook-role\/SageMaker/)

  const closed = new Promise((resolve) => socket.once('close', resolve))
  await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'Full' }))
  await closed
  await waitUntilNotebookInstanceStopped({ client: sagemaker, ...wait }, { NotebookInstanceName: 'Full' })
  const change = { NotebookInstanceName: 'Full', RootAccess: 'Disabled', DisassociateLifecycleConfig: true } as const
  await sagemaker.send(new UpdateNotebookInstanceCommand(change))
  await waitUntilNotebookInstanceStopped({ client: sagemaker, ...wait }, { NotebookInstanceName: 'Full' })
  await sagemaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: 'Full' }))
  await waitUntilNotebookInstanceInService({ client: sagemaker, ...wait }, { NotebookInstanceName: 'Full' })
  const second = await startKernel(await visit(server, 'Full'), 'b.ipynb')
  const after = `
import importlib.util, subprocess
sudo = subprocess.run(['sudo', 'id', '-u'], capture_output=True, text=True)
print(sudo.returncode, sudo.stderr.strip(), importlib.util.find_spec('kenja_demo'))`
  assert.match(await execute(second.socket, after), /^1 ec2-user is not in the sudoers file.* None\n$/)
  second.socket.terminate()
})

test('a script that fails, or a repository that cannot be cloned, fails the instance and says so', { timeout: 300_000 }, async (t) => {
  const parts = await setUp(t)
  const { server } = parts
  await lifecycle(server, 'failing', { start: 'echo this is wrong; exit 3' })
  mkdirSync(join(server.home, 'mirror', 'git.example.com'), { recursive: true })
  await create(parts, 'script', { LifecycleConfigName: 'failing' })
  await create(parts, 'repository', { DefaultCodeRepository: 'https://git.example.com/none.git' })
  const reason = async (NotebookInstanceName: string) => {
    await assert.rejects(waitUntilNotebookInstanceInService({ client: server.clients.sagemaker, ...wait }, { NotebookInstanceName }))
    return (await server.clients.sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))).FailureReason ?? ''
  }
  const script = await reason('script')
  assert.match(
    script,
    /^Notebook Instance Lifecycle Config 'arn:.*\/failing' for Notebook Instance 'arn:.*\/script' took longer than 5 minutes\. Please check your/,
  )
  assert.match(script, /\(OnStart ended with exit code 3\.\)$/)
  assert.match(await logOf(server, 'script/LifecycleConfigOnStart'), /this is wrong/)
  assert.match(await reason('repository'), /^The Git repository https:\/\/git\.example\.com\/none\.git could not be cloned: fatal: /)
  assert.deepEqual(server.app.driver.list(), [])
})

test('a kernel that needs more memory than the type has is stopped, and the log says why', { timeout: 300_000 }, async (t) => {
  const parts = await setUp(t)
  const { server } = parts
  await create(parts, 'small', { InstanceType: 'ml.t3.medium' })
  await waitUntilNotebookInstanceInService({ client: server.clients.sagemaker, ...wait }, { NotebookInstanceName: 'small' })
  const { id, socket } = await startKernel(await visit(server, 'small'), 'a.ipynb')
  const grow = 'held = []\nwhile True: held.append(b"x" * 100_000_000)'
  execute(socket, grow).catch(() => undefined)
  let log = ''
  for (let look = 0; look < 120 && !/ has( 4 GiB)?\. Use less/.test(log); look++) {
    await new Promise((again) => setTimeout(again, 500))
    log = await logOf(server, 'small/jupyter.log')
  }
  assert.match(log, new RegExp(`The kernel (was stopped|${id} was killed).* ml\\.t3\\.medium has`))
  socket.terminate()
})
