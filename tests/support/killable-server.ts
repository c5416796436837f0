/** A server that a test kills with SIGKILL and starts again on the same home. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Clients, type Credentials, createClients } from './clients.ts'
import { TOY_IMAGES } from './sagemaker.ts'
import { REGION } from './server.ts'

export interface KillableServer {
  readonly home: string
  /** Of the server that runs now. */
  readonly clients: Clients
  kill(): Promise<void>
  start(): Promise<void>
  /** The server is killed and the home is gone. */
  end(): Promise<void>
}

export async function killableServer(): Promise<KillableServer> {
  const home = mkdtempSync(join(tmpdir(), 'kenja-kill-'))
  let child: ChildProcess | undefined
  let clients: Clients | undefined
  const kill = async () => {
    clients?.destroy()
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  const start = async () => {
    child = spawn(process.execPath, [join(import.meta.dirname, 'run-server.ts'), home, TOY_IMAGES], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    const [ready] = (await once(lines, 'line')) as [string]
    const { url, credentials } = JSON.parse(ready) as { url: string; credentials: Credentials }
    clients = createClients(url, REGION, credentials)
  }
  await start()
  return {
    home,
    get clients() {
      if (!clients) throw new Error('The server does not run.')
      return clients
    },
    kill,
    start,
    async end() {
      await kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The process of the only task whose environment names this job: its id and start time. */
export function processOf(home: string, name: string): { pid: number; start: string } | undefined {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${entry}/environ`, 'latin1')
      if (!environment.includes(`TRAINING_JOB_NAME=${name}\0`) || !environment.includes(home)) continue
      const command = readFileSync(`/proc/${entry}/cmdline`, 'latin1')
      if (!command.includes('train.ts')) continue
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1')
      return { pid: Number(entry), start: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' }
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined
}
