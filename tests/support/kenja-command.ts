/** The `kenja` command as a person runs it: in a shell, with a home of its own and a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../../packages/server/src/config.ts'

export const projectRoot = resolve(import.meta.dirname, '../..')
export const kenjaCommand = join(projectRoot, 'kenja')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves with all output so far once it holds a match; rejects when the program ends without one. */
  said(pattern: RegExp): Promise<string>
}

/** Starts a program in a process group of its own, as a shell does, and keeps what it says. */
export function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = projectRoot): Running {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let stdout = ''
  let stderr = ''
  let listeners: (() => void)[] = []
  const tell = () => {
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    tell()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    tell()
  })
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }))
  })
  const said = (pattern: RegExp) =>
    new Promise<string>((found, fail) => {
      const look = () => {
        if (!pattern.test(stdout + stderr)) return
        listeners = listeners.filter((listener) => listener !== look)
        found(stdout + stderr)
      }
      listeners.push(look)
      look()
      ended.then(() => fail(new Error(`it ended without ${pattern}:\n${stdout}${stderr}`)), fail)
    })
  return { child, ended, said }
}

export const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Promise<Ended> => start(command, args, env, cwd).ended

/** As `run`, for programs that must succeed. @returns standard output @throws Error with the end of what it said */
export async function output(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, env)
  if (code !== 0) throw new Error(`exit code ${code}: ${command} ${args.join(' ')}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`)
  return stdout
}

export interface KenjaHome {
  /** A temporary HOME; Kenja's data directory is `.kenja` in it, as it is by default. */
  readonly userHome: string
  readonly home: string
  /** What a new terminal of this person has: nothing of AWS, and Kenja's settings. */
  readonly env: NodeJS.ProcessEnv
  /** Runs `./kenja` with these words. */
  kenja(...args: string[]): Promise<Ended>
  start(...args: string[]): Running
  /** All variables of a shell after `eval "$(./kenja env …)"`. */
  environment(...args: string[]): Promise<NodeJS.ProcessEnv>
  /** Processes whose command line or environment names this home: pid and command. */
  processes(): string[]
  /** `./kenja down`, then all is removed. Rejects when something outlived Kenja, because that is a fault. */
  remove(): Promise<void>
}

function processesNaming(directory: string): string[] {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8').replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(directory) || read(`/proc/${pid}/environ`).includes(directory))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).slice(0, 200)}`)
}

/** A person's machine without Kenja's data but with the user's cache, so that nothing large is fetched again. Nothing runs yet. */
export function kenjaHome(more: NodeJS.ProcessEnv = {}): KenjaHome {
  const userHome = mkdtempSync(join(tmpdir(), 'kenja-user-'))
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|NODE_TEST_|NODE_EXTRA_CA_CERTS$)/.test(name) && !/^KENJA_(?!SANDBOX$)/.test(name))
  const env = { ...Object.fromEntries(inherited), HOME: userHome, KENJA_CACHE: readConfig().cache, KENJA_PORT: '0', LC_ALL: 'C.UTF-8', ...more }
  const kenja = (...args: string[]) => run(kenjaCommand, args, env)
  mkdirSync(join(userHome, 'work'))
  return {
    userHome,
    home: join(userHome, '.kenja'),
    env,
    kenja,
    start: (...args) => start(kenjaCommand, args, env),
    async environment(...args) {
      const script = `set -e; variables=$("$0" env "$@"); eval "$variables"; env -0`
      const text = await output('sh', ['-c', script, kenjaCommand, ...args], env)
      const pairs = text.split('\0').filter(Boolean)
      return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
    },
    processes: () => (process.platform === 'linux' ? processesNaming(userHome) : []),
    async remove() {
      const down = await kenja('down')
      const left = this.processes()
      rmSync(userHome, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      if (down.code !== 0 || left.length > 0) throw new Error(`./kenja down ended with ${down.code} and left ${left.join('; ') || 'nothing'}\n${down.stderr}`)
    },
  }
}

/** The same, with `./kenja up -d` done. @throws Error with what it said */
export async function startKenja(more: NodeJS.ProcessEnv = {}): Promise<KenjaHome> {
  const home = kenjaHome(more)
  const { code, stdout, stderr } = await home.kenja('up', '-d')
  if (code === 0) return home
  await home.remove()
  throw new Error(`./kenja up -d ended with ${code}:\n${stdout}${stderr}`)
}
