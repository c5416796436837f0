/** The server as a process of this user: is it there, start it in the background, stop it. */
import { spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, statfsSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../../server/src/config.ts'
import { inProject } from './project.ts'
import { settingsAsEnvironment } from './settings.ts'
import { NotRunning, PlainError } from './usage.ts'

/** What the server writes to `<home>/run/server.json` once it listens. */
export interface RunningServer {
  readonly pid: number
  readonly host: string
  readonly port: number
  readonly startedAt: string
  /** How work is isolated: `bubblewrap` or `none`. */
  readonly driver: string
  readonly home: string
}

const LOOK_EVERY_MS = 50
/** With less than this free, a server that ends without a word could not write one. */
const LOG_ROOM_BYTES = 64 * 1024
const START_WITHIN_MS = 60_000
/** A server that stops first ends its endpoints and notebooks, each of which may take 30 s. */
const STOP_WITHIN_MS = 130_000

export const logFile = (home: string) => join(home, 'logs', 'server.log')

/** The server of this home when it runs and answers, else undefined. */
export async function runningServer(home: string): Promise<RunningServer | undefined> {
  const server = readServerFile(home)
  if (!server || !isAlive(server.pid)) return undefined
  return (await isHealthy(server)) ? server : undefined
}

/** The same, for commands that can do nothing without it. @throws NotRunning */
export async function neededServer(home: string): Promise<RunningServer> {
  const server = await runningServer(home)
  if (!server) throw new NotRunning()
  return server
}

/** Starts a server that outlives this command. Resolves when it answers. @throws PlainError with the server's own words */
export async function startInBackground(config: Config): Promise<RunningServer> {
  mkdirSync(join(config.home, 'logs'), { recursive: true, mode: 0o700 })
  const log = openSync(logFile(config.home), 'a', 0o600)
  const logStart = readText(logFile(config.home)).length
  const child = spawn(process.execPath, [inProject('packages/server/src/main.ts')], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...settingsAsEnvironment(config) },
  })
  let exited: number | null | undefined
  child.once('exit', (code) => {
    exited = code
  })
  for (let waited = 0; waited < START_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (exited !== undefined) throw new PlainError(whyNotStarted(config.home, logStart))
    const server = readServerFile(config.home)
    if (server && server.pid === child.pid && (await isHealthy(server))) {
      child.unref()
      return server
    }
    await pause(LOOK_EVERY_MS)
  }
  child.kill()
  throw new PlainError(`the server did not answer within ${START_WITHIN_MS / 1000} s; its log: ${logFile(config.home)}`)
}

function whyNotStarted(home: string, logStart: number): string {
  const said = readText(logFile(home)).slice(logStart).trim().slice(-2000)
  if (said) return `the server did not start:\n${said}`
  const { bavail, bsize } = statfsSync(home)
  const room =
    bavail * bsize < LOG_ROOM_BYTES ? `: the disk that holds ${home} is full. Free some space and try again.` : ` and said nothing; its log: ${logFile(home)}`
  return `the server did not start${room}`
}

/** Asks the server to stop and waits until it is gone. */
export async function stopServer(server: RunningServer): Promise<void> {
  process.kill(server.pid, 'SIGTERM')
  for (let waited = 0; waited < STOP_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (!isAlive(server.pid)) return
    await pause(LOOK_EVERY_MS)
  }
  throw new PlainError(`the server (process ${server.pid}) did not stop within ${STOP_WITHIN_MS / 1000} s; its log: ${logFile(server.home)}`)
}

function readServerFile(home: string): RunningServer | undefined {
  try {
    return { ...(JSON.parse(readFileSync(join(home, 'run', 'server.json'), 'utf8')) as Omit<RunningServer, 'home'>), home }
  } catch {
    return undefined
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isHealthy({ host, port }: RunningServer): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: '/_kenja/health', headers: { Host: `127.0.0.1:${port}` }, timeout: 2000, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
