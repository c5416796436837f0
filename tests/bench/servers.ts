/** Servers as processes of their own: Kenja as `kenja up` starts it, and the peers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestContext } from 'node:test'
import { readConfig } from '../../packages/server/src/config.ts'
import { type Clients, createClients } from '../support/clients.ts'
import { freePort } from '../support/free-port.ts'
import { REGION } from '../support/server.ts'
import { type Answer, Connection } from './http-client.ts'
import type { Key } from './signed-request.ts'

export const HOST = '127.0.0.1'
const main = resolve(import.meta.dirname, '../../packages/server/src/main.ts')

export interface RunningServer {
  readonly child: ChildProcess
  readonly port: number
  stop(): Promise<void>
}

export interface KenjaProcess extends RunningServer {
  readonly key: Key
  /** SDK clients in the root's name; `stop` destroys them. */
  readonly clients: Clients
}

export function launch(command: string, args: readonly string[], port: number, env: NodeJS.ProcessEnv = {}): RunningServer {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', process.env.KENJA_TEST_VERBOSE ? 'inherit' : 'ignore'] })
  const ended = once(child, 'close')
  return {
    child,
    port,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const hurry = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS)
      await ended
      clearTimeout(hurry)
    },
  }
}

/** What is done at the end of the test, last first: a server's folder goes after the server. */
export function atEnd(t: TestContext): (end: () => unknown) => void {
  const ends: (() => unknown)[] = []
  t.after(async () => {
    for (const end of ends.reverse()) await end()
  })
  return (end) => void ends.push(end)
}

/** A directory for Kenja's data, removed at the end. */
export function temporaryHome(later: (end: () => unknown) => void): string {
  const home = mkdtempSync(join(tmpdir(), 'kenja-bench-'))
  later(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return home
}

/** With the user's cache: compiled code and libxgboost are there as on a machine in use. */
export const launchKenja = (home: string, port: number): RunningServer =>
  launch(process.execPath, [main], port, { KENJA_HOME: home, KENJA_CACHE: readConfig().cache, KENJA_PORT: String(port), KENJA_HOSTS: '' })

export function rootKey(home: string): Key {
  const credentials = readFileSync(join(home, 'aws', 'credentials'), 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.*)$`, 'm').exec(credentials)?.[1] as string
  return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') }
}

export async function startKenja(home: string): Promise<KenjaProcess> {
  const server = launchKenja(home, await freePort())
  await firstAnswer(server, () => Buffer.from('GET /_kenja/health HTTP/1.1\r\nhost: localhost\r\n\r\n'))
  const key = rootKey(home)
  const clients = createClients(`http://${HOST}:${server.port}`, REGION, key)
  return {
    ...server,
    key,
    clients,
    async stop() {
      clients.destroy()
      await server.stop()
    },
  }
}

/** Both far longer than any of them needs. */
const END_WITHIN_MS = 30_000
const GIVE_UP_MS = 60_000

/** Knocks every 2 ms until the server answers this request with 200. */
export async function firstAnswer({ child, port }: RunningServer, request: () => Buffer): Promise<Answer> {
  const begun = performance.now()
  let last = 'nothing'
  while (performance.now() - begun < GIVE_UP_MS) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    try {
      const connection = await Connection.open(HOST, port)
      const answer = await connection.send(request()).finally(() => connection.close())
      if (answer.status === 200) return answer
      last = `HTTP ${answer.status}: ${answer.text.slice(0, 500)}`
    } catch (error) {
      // It does not listen yet.
      last = String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`${child.spawnfile} did not answer: ${last}`)
}
