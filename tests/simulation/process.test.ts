/** The server as a process: how it starts, refuses to start twice, is killed and comes back, and ends quietly. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam'
import { readServerFile } from '../../packages/server/src/store/home.ts'
import { createClients } from '../support/clients.ts'
import { REGION } from '../support/server.ts'

const main = resolve(import.meta.dirname, '../../packages/server/src/main.ts')
const home = mkdtempSync(join(tmpdir(), 'kenja-process-'))
const cache = mkdtempSync(join(tmpdir(), 'kenja-cache-'))
const children: ChildProcess[] = []
after(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const directory of [home, cache]) rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

function launch(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, KENJA_HOME: home, KENJA_CACHE: cache, KENJA_PORT: '0', KENJA_SANDBOX: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout?.on('data', (text) => (said.out += text))
  child.stderr?.on('data', (text) => (said.err += text))
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  const ready = Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended.then(() => Promise.reject(new Error(said.err)))])
  return { child, said, ended, ready }
}

/** Root's clients, as any program gets them: from the profile in the home. */
function clients() {
  const credentials = readFileSync(join(home, 'aws', 'credentials'), 'utf8')
  const config = readFileSync(join(home, 'aws', 'config'), 'utf8')
  const value = (text: string, name: string) => new RegExp(`^${name} = (.*)$`, 'm').exec(text)?.[1] as string
  return createClients(value(config, 'endpoint_url'), REGION, {
    accessKeyId: value(credentials, 'aws_access_key_id'),
    secretAccessKey: value(credentials, 'aws_secret_access_key'),
  })
}

const acknowledged: string[] = []

test('one ready line, one ready file; a second server is refused in a sentence', async () => {
  const server = launch()
  await server.ready
  const file = readServerFile(home)
  assert.equal(file?.pid, server.child.pid)
  assert.match(server.said.out, new RegExp(`^Kenja is ready at http://127\\.0\\.0\\.1:${file?.port} \\(isolation: none, home: .*\\)\\n$`))
  const second = launch()
  await assert.rejects(second.ready)
  assert.deepEqual(await second.ended, [1, null])
  assert.match(
    second.said.err,
    new RegExp(`^kenja: Another Kenja server uses the data directory .* \\(process ${file?.pid}, port ${file?.port}, since .*\\)\\..*\\n$`),
  )

  const { iam } = clients()
  for (const UserName of ['a', 'b', 'c']) {
    await iam.send(new CreateUserCommand({ UserName }))
    acknowledged.push(UserName)
  }
  server.child.kill('SIGKILL')
  await server.ended
})

test('after kill -9 the next one finds everything that was acknowledged, and the same root', async () => {
  for (let round = 0; round < 2; round++) {
    const server = launch()
    await server.ready
    const { iam } = clients()
    for (const UserName of acknowledged) assert.equal((await iam.send(new GetUserCommand({ UserName }))).User?.UserName, UserName)
    let number = 0
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) {
        const UserName = `u${round}-${number++}`
        try {
          await iam.send(new CreateUserCommand({ UserName }))
        } catch {
          return
        }
        acknowledged.push(UserName)
        if (acknowledged.length > 20 * (round + 1)) server.child.kill('SIGKILL')
      }
    })
    await Promise.all(writers)
    await server.ended
  }
  assert.ok(acknowledged.length > 40)
})

test('SIGTERM ends it quietly, and takes the ready file back', async () => {
  const server = launch()
  await server.ready
  const { iam } = clients()
  for (const UserName of acknowledged) await iam.send(new GetUserCommand({ UserName }))
  iam.destroy()
  server.child.kill('SIGTERM')
  assert.deepEqual(await server.ended, [0, null])
  assert.equal(server.said.err, '')
  assert.equal(existsSync(join(home, 'run', 'server.json')), false)
})

test('a port that is taken, a setting that is none', async () => {
  const server = launch()
  await server.ready
  const port = String(readServerFile(home)?.port)
  const other = mkdtempSync(join(tmpdir(), 'kenja-process-'))
  const refused = launch({ KENJA_HOME: other, KENJA_PORT: port })
  await assert.rejects(refused.ready)
  assert.match(refused.said.err, new RegExp(`^kenja: Port ${port} is in use`))
  const wrong = launch({ KENJA_HOME: other, KENJA_REGION: 'nowhere' })
  await assert.rejects(wrong.ready)
  assert.match(wrong.said.err, /^kenja: KENJA_REGION is "nowhere"/)
  server.child.kill('SIGTERM')
  await server.ended
  rmSync(other, { recursive: true, force: true })
})
