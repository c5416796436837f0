import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { MockDriver } from '../compute/mock/mock-driver.ts'
import { type Database, type Ports, ServiceError, type TemporaryCredentials } from '../operation.ts'
import * as repositories from '../services/sagemaker/code-repository/code-repository.store.ts'
import * as instances from '../services/sagemaker/notebook-instance/notebook-instance.store.ts'
import { become, newNotebookInstance } from '../services/sagemaker/notebook-instance/notebook-instance.ts'
import * as lifecycleConfigs from '../services/sagemaker/notebook-instance-lifecycle-config/notebook-instance-lifecycle-config.store.ts'
import type { Engine } from './life.ts'
import { createNotebookInstanceLife } from './notebook-instance.life.ts'
import { notebookLimits } from './notebook-limits.ts'
import { createNotebookUpstreams } from './notebook-upstreams.ts'

const scope = { account: '123456789012', region: 'us-east-1' }
const arn = 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/my-notebook'
const request = { NotebookInstanceName: 'My-Notebook', InstanceType: 'ml.t2.medium', RoleArn: 'arn:aws:iam::123456789012:role/r' } as const

const workOf = (home: string) => join(home, 'work/notebook-instance/123456789012-us-east-1-my-notebook')

function setUp(t: TestContext) {
  const home = mkdtempSync(join(tmpdir(), 'kenja-notebook-'))
  const raw = new DatabaseSync(':memory:')
  for (const { sql } of [...instances.migrations, ...lifecycleConfigs.migrations, ...repositories.migrations]) raw.exec(sql)
  const db: Database = { raw, prepare: (sql) => raw.prepare(sql) }
  const clock = { now: new Date('2026-11-25T00:00:00Z') }
  const log: string[] = []
  const [dropped, woken]: [string[], string[]] = [[], []]
  const ports = {
    ...scope,
    db,
    get now() {
      return clock.now
    },
    tags: { drop: (of: string) => void dropped.push(of) },
    logs: {
      put: (group: string, stream: string, events: { message: string }[]) => void log.push(...events.map(({ message }) => `${group} ${stream} ${message}`)),
    },
    wake: (of: string) => void woken.push(of),
  } as unknown as Ports
  const driver = new MockDriver({ home, clock: { now: () => clock.now, monotonicMs: () => 0 }, port: 4566 })
  const directory = (area: string) => (kind: string, key: string) => {
    const path = join(home, area, kind, key)
    mkdirSync(path, { recursive: true })
    return path
  }
  const trust = { refusal: undefined as ServiceError | undefined }
  const engine: Engine = {
    transact: (_scope, work) => work(ports),
    as: () => ({ call: () => Promise.reject(new Error('no call expected')) }),
    credentials: () => {
      if (trust.refusal) throw trust.refusal
      return {} as TemporaryCredentials
    },
    logsAs: (_role, _service, { logs }) => logs,
    driver,
    now: () => clock.now,
    workDirectory: directory('work'),
    volumeDirectory: directory('volumes'),
  }
  const world = { ready: true, problem: undefined as string | undefined }
  const upstreams = createNotebookUpstreams()
  const options = {
    imageDirectory: '/images/notebook',
    runtime: {
      async prepare(onLine: (line: string) => void) {
        onLine('Making the notebook environment')
        if (world.problem) throw new Error(world.problem)
        return { directory: '/cache/env', python: '/cache/env/bin/python', pythonVersion: '3.11.2', needs: ['/opt/python'], editions: [] }
      },
      isReady: async () => world.ready,
    },
    access: {
      caBundle: '/home/ca.pem',
      proxyUrl: (gateway: string, reach = 'internet') => gateway.replace('//', `//kenja:${reach}@`),
      localhostCertificate: async () => 'PEM',
      credentials: (gateway: string) => ({ uri: `${gateway}/_kenja/credentials`, token: 'sealed' }),
    },
    upstreams,
    onError: (error: unknown) => assert.fail(String(error)),
    limits: notebookLimits,
  }
  const life = createNotebookInstanceLife(options)
  instances.insert(ports, newNotebookInstance(scope, arn, request, clock.now))
  const find = () => instances.find(ports, 'my-notebook')
  /** Advances, and lets the preparation beside it end, until nothing is left to do now. */
  const settle = async (current = life) => {
    await current.advance(arn, engine)
    await new Promise(setImmediate)
    return current.advance(arn, engine)
  }
  const wish = (status: 'Pending' | 'Stopping' | 'Deleting') => {
    const instance = find()
    assert.ok(instance)
    instances.update(ports, become(instance, status, clock.now, status === 'Pending' ? {} : instance.progress))
  }
  const lives = [life]
  const restarted = () => {
    lives.push(createNotebookInstanceLife(options))
    return lives.at(-1)
  }
  t.after(() => {
    for (const each of lives) each.close?.()
    rmSync(home, { recursive: true, force: true })
  })
  return { home, ports, driver, engine, life, upstreams, world, trust, clock, log, dropped, woken, find, settle, wish, restarted }
}

test('without a network of its own no instance is kept from the internet: said by name', async (t) => {
  const { driver, ports, find, settle } = setUp(t)
  Object.defineProperty(driver, 'isolation', { value: { driver: 'none', files: false, network: false, processes: false, memory: 'none' } })
  const instance = find()
  assert.ok(instance)
  instances.update(ports, { ...instance, request: { ...instance.request, SubnetId: 'subnet-1', DirectInternetAccess: 'Disabled' } })
  await settle()
  assert.equal(find()?.status, 'Failed')
  assert.match(find()?.progress.failureReason ?? '', /^DirectInternetAccess is Disabled, and without a sandbox .* plain process/)
  assert.deepEqual(driver.list(), [])
})

test('an instance makes its environment, starts Jupyter in its place, and is in service when Jupyter answers', async (t) => {
  const { home, driver, upstreams, world, log, find, settle, woken } = setUp(t)
  world.ready = false
  assert.equal(await settle(), notebookLimits.answerPollMs)
  assert.equal(find()?.status, 'Pending')
  assert.equal(upstreams.find(scope.account, scope.region, 'my-notebook'), undefined)
  world.ready = true
  assert.equal(await settle(), undefined)
  assert.equal(find()?.status, 'InService')
  assert.ok(woken.includes(arn))
  assert.equal(log[0], '/aws/sagemaker/NotebookInstances My-Notebook/jupyter.log Making the notebook environment')

  const taskId = find()?.progress.taskId as string
  const spec = driver.specOf(taskId)
  assert.deepEqual(spec?.command, ['/cache/env/bin/python', '-E', '-S', '/images/notebook/launch.py'])
  assert.equal(spec?.workdir, '/home/ec2-user/SageMaker')
  assert.deepEqual(spec?.user, { name: 'ec2-user', uid: 1000, home: '/home/ec2-user' })
  assert.equal(spec?.memoryBytes, 4 * 1024 ** 3)
  const writable = spec?.mounts.filter((mount) => mount.writable).map(({ source, target }) => [source, target])
  const key = '123456789012-us-east-1-my-notebook'
  const work = join(home, 'work/notebook-instance', key)
  assert.deepEqual(writable, [
    [join(work, 'home'), '/home/ec2-user'],
    [join(home, 'volumes/notebook-instance', key), '/home/ec2-user/SageMaker'],
    [join(work, 'state'), '/opt/kenja/state'],
    [join(work, 'log'), '/var/log'],
    [join(work, 'sbin'), '/usr/local/sbin'],
  ])
  assert.ok(spec?.mounts.some(({ source, target, writable }) => source === '/opt/python' && target === source && !writable))
  assert.equal(spec?.env.AWS_ENDPOINT_URL, 'http://127.0.0.1:4566')
  assert.equal(spec?.env.AWS_CONTAINER_CREDENTIALS_FULL_URI, 'http://127.0.0.1:4566/_kenja/credentials')
  assert.equal(spec?.env.HTTPS_PROXY, 'http://kenja:internet@127.0.0.1:4566')
  const metadata = JSON.parse(readFileSync(join(home, 'work/notebook-instance', key, 'metadata/resource-metadata.json'), 'utf8'))
  assert.deepEqual(metadata, { ResourceArn: arn, ResourceName: 'My-Notebook', ExecutionRoleArn: request.RoleArn })
  const upstream = upstreams.find(scope.account, scope.region, 'my-notebook')
  assert.equal(upstream?.socketPath, join(driver.socketDirectory(taskId), 'jupyter.sock'))
  assert.equal(upstream?.token, spec?.env.JUPYTER_TOKEN)
})

test('an environment that cannot be made is the reason of the failure; a later start tries again', async (t) => {
  const { world, find, settle, wish, log } = setUp(t)
  world.problem = 'Notebooks need Python 3.10 to 3.13. Install one, for example: apt install python3'
  await settle()
  assert.deepEqual([find()?.status, find()?.progress.failureReason], ['Failed', world.problem])
  assert.ok(log.at(-1)?.endsWith(world.problem))
  world.problem = undefined
  wish('Pending')
  await settle()
  assert.deepEqual([find()?.status, find()?.progress.failureReason], ['InService', undefined])
})

test('a role that cannot be assumed fails the instance before the user meets it', async (t) => {
  const { trust, find, settle, driver } = setUp(t)
  trust.refusal = new ServiceError('ValidationException', 'Could not assume role r.')
  await settle()
  assert.deepEqual([find()?.status, find()?.progress.failureReason], ['Failed', 'Could not assume role r.'])
  assert.deepEqual(driver.list(), [])
})

test('stopping ends Jupyter, ships its last lines, keeps the volume and nothing else', async (t) => {
  const { home, driver, upstreams, find, settle, wish, log } = setUp(t)
  await settle()
  const { taskId = '', token = '' } = find()?.progress ?? {}
  const volume = join(home, 'volumes/notebook-instance/123456789012-us-east-1-my-notebook')
  writeFileSync(join(volume, 'mine.ipynb'), '{}')
  driver.write(taskId, `GET /tree?token=abc and ${token} of AKIAABCDEFGHIJKLMNOP\n`)
  wish('Stopping')
  await settle()
  assert.equal(find()?.status, 'Stopped')
  assert.deepEqual(find()?.progress, {})
  assert.deepEqual(driver.list(), [])
  assert.equal(upstreams.find(scope.account, scope.region, 'my-notebook'), undefined)
  assert.ok(existsSync(join(volume, 'mine.ipynb')))
  assert.equal(existsSync(join(home, 'work/notebook-instance/123456789012-us-east-1-my-notebook')), false)
  assert.ok(log.at(-1)?.endsWith('GET /tree?token=... and ... of ...'))
  wish('Pending')
  await settle()
  assert.notEqual(find()?.progress.taskId, taskId)
  assert.notEqual(find()?.progress.token, token)
})

test('deleting removes the volume, the record and the tags', async (t) => {
  const { home, find, settle, wish, dropped } = setUp(t)
  await settle()
  wish('Stopping')
  await settle()
  wish('Deleting')
  await settle()
  assert.equal(find(), undefined)
  assert.deepEqual(dropped, [arn])
  assert.equal(existsSync(join(home, 'volumes/notebook-instance/123456789012-us-east-1-my-notebook')), false)
})

test('a Jupyter that ends by itself is started again, three times, and then the instance has failed', async (t) => {
  const { driver, find, settle } = setUp(t)
  await settle()
  const seen = new Set<string>()
  for (let crash = 1; crash <= notebookLimits.restarts; crash++) {
    const id = find()?.progress.taskId as string
    seen.add(id)
    driver.exit(id, 1)
    await settle()
    assert.deepEqual([find()?.status, find()?.progress.crashes], ['InService', crash])
  }
  assert.equal(seen.size, notebookLimits.restarts)
  driver.exit(find()?.progress.taskId as string, 137, 'memory')
  await settle()
  assert.equal(find()?.status, 'Failed')
  assert.match(
    find()?.progress.failureReason ?? '',
    /^The Jupyter server ended 4 times in a row: it and its kernels needed more memory than ml\.t2\.medium has\. /,
  )
})

test('a Jupyter that was sound for long may end again', async (t) => {
  const { driver, find, settle, clock } = setUp(t)
  await settle()
  for (let crash = 0; crash < 5; crash++) {
    clock.now = new Date(clock.now.getTime() + notebookLimits.soundAfterMs + 1)
    driver.exit(find()?.progress.taskId as string, 1)
    await settle()
    assert.equal(find()?.status, 'InService')
  }
})

test('a Jupyter that never answers fails the instance', async (t) => {
  const { world, clock, driver, find, settle } = setUp(t)
  world.ready = false
  await settle()
  clock.now = new Date(clock.now.getTime() + notebookLimits.answerMs + 1)
  await settle()
  assert.equal(find()?.status, 'Failed')
  assert.match(find()?.progress.failureReason ?? '', /^The Jupyter server did not answer within 180 s\. /)
  assert.deepEqual(driver.list(), [])
})

test('a new server adopts the Jupyter that runs', async (t) => {
  const { driver, engine, upstreams, find, settle, restarted } = setUp(t)
  await settle()
  const taskId = find()?.progress.taskId as string
  upstreams.remove({ ...scope, name: 'my-notebook' })
  const life = restarted()
  assert.ok(life)
  assert.deepEqual(life.unsettled(engine), [arn])
  await settle(life)
  assert.equal(find()?.status, 'InService')
  assert.equal(find()?.progress.taskId, taskId)
  assert.deepEqual(driver.list(), [taskId])
  assert.ok(upstreams.find(scope.account, scope.region, 'my-notebook'))
})

/** What the first program of the instance was told. */
const settingsIn = (work: string) => JSON.parse(readFileSync(join(work, 'state/instance.json'), 'utf8')) as Record<string, unknown>

test('settings reach the instance: type, volume, root access, repositories by name and by address', async (t) => {
  const { home, ports, find, settle, wish } = setUp(t)
  const gitConfig = { RepositoryUrl: 'https://git.example.com/group/code.git', Branch: 'dev' }
  repositories.put(ports, { name: 'code', arn: 'arn', createdAt: ports.now, modifiedAt: ports.now, gitConfig })
  const more = {
    RootAccess: 'Disabled',
    DefaultCodeRepository: 'code',
    AdditionalCodeRepositories: ['https://git.example.com/other/'],
    VolumeSizeInGB: 7,
  } as const
  const instance = find()
  assert.ok(instance)
  instances.update(ports, { ...instance, request: { ...instance.request, ...more, AdditionalCodeRepositories: [...more.AdditionalCodeRepositories] } })
  await settle()
  const settings = settingsIn(workOf(home))
  assert.deepEqual(settings.repositories, [
    { url: gitConfig.RepositoryUrl, branch: 'dev', directory: 'code' },
    { url: 'https://git.example.com/other/', directory: 'other' },
  ])
  assert.deepEqual([settings.rootAccess, settings.openIn, settings.volumeBytes, settings.memoryBytes], [false, 'code', 7 * 1024 ** 3, 4 * 1024 ** 3])
  wish('Stopping')
  await settle()
  repositories.remove(ports, 'code')
  wish('Pending')
  await settle()
  assert.match(find()?.progress.failureReason ?? '', /^Cannot find CodeRepository/)
})

test('OnCreate is run once, OnStart at every start, and what they print is in their streams', async (t) => {
  const { home, ports, driver, find, settle, wish, log } = setUp(t)
  const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }]
  const config = { name: 'both', arn: 'arn', createdAt: ports.now, modifiedAt: ports.now, scripts: { OnCreate: script('create'), OnStart: script('start') } }
  lifecycleConfigs.put(ports, config)
  const instance = find()
  assert.ok(instance)
  instances.update(ports, { ...instance, request: { ...instance.request, LifecycleConfigName: 'both' } })
  await settle()
  assert.deepEqual(settingsIn(workOf(home)).scripts, ['OnCreate', 'OnStart'])
  assert.equal(readFileSync(join(workOf(home), 'state/OnCreate'), 'utf8'), 'create')
  writeFileSync(join(workOf(home), 'log/LifecycleConfigOnStart'), 'hello from the script\n')
  wish('Stopping')
  await settle()
  assert.ok(log.some((line) => line === '/aws/sagemaker/NotebookInstances My-Notebook/LifecycleConfigOnStart hello from the script'))
  wish('Pending')
  await settle()
  assert.deepEqual(settingsIn(workOf(home)).scripts, ['OnStart'])
  const reason = settingsIn(workOf(home)).scriptFailure as string
  assert.match(
    reason,
    /^Notebook Instance Lifecycle Config 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config\/both' for Notebook Instance /,
  )
  assert.match(reason, / took longer than 5 minutes\. Please check your CloudWatch logs for more details if your Notebook Instance has Internet access\.$/)
  assert.equal(driver.list().length, 1)
})

test('the words that the first program leaves are the reason of the failure', async (t) => {
  const { home, driver, world, find, settle } = setUp(t)
  world.ready = false
  await settle()
  writeFileSync(join(workOf(home), 'state/failure'), 'the script failed')
  writeFileSync(join(workOf(home), 'state/created'), '')
  driver.exit(find()?.progress.taskId as string, 78)
  await settle()
  assert.deepEqual([find()?.status, find()?.progress.failureReason, find()?.created], ['Failed', 'the script failed', true])
})

test('without direct internet access the proxy leads to Kenja only', async (t) => {
  const { ports, driver, find, settle } = setUp(t)
  const instance = find()
  assert.ok(instance)
  instances.update(ports, { ...instance, request: { ...instance.request, DirectInternetAccess: 'Disabled' } })
  await settle()
  assert.equal(driver.specOf(find()?.progress.taskId as string)?.env.HTTPS_PROXY, 'http://kenja:kenja@127.0.0.1:4566')
})
