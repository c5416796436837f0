/** A server as a process of its own, whose tasks end at once: what a hostile client does to it shows in its exit code, its memory and its log. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Clients, type Credentials, createClients } from '../clients.ts'
import { TOY_IMAGES } from '../sagemaker.ts'
import { REGION } from '../server.ts'

export interface MockServer {
  readonly port: number
  readonly url: string
  readonly credentials: Credentials
  readonly clients: Clients
  /** What it wrote to its log: bugs only. */
  readonly log: readonly string[]
  running(): boolean
  /** Resident memory, bytes (Linux). */
  residentBytes(): number
  stop(): Promise<void>
}

/** `limits` are the gateway's, where they differ from the defaults. */
export async function startMockServer(limits: object = {}): Promise<MockServer> {
  const home = mkdtempSync(join(tmpdir(), 'kenja-hostile-'))
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'run-mock-server.ts'), home, TOY_IMAGES, JSON.stringify(limits)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => void log.push(line))
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [ready] = (await once(lines, 'line')) as [string]
  const { url, credentials } = JSON.parse(ready) as { url: string; credentials: Credentials }
  const clients = createClients(url, REGION, credentials)
  const running = () => child.exitCode === null && child.signalCode === null
  return {
    url,
    port: Number(new URL(url).port),
    credentials,
    clients,
    log,
    running,
    residentBytes: () => 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0),
    async stop() {
      clients.destroy()
      if (running()) {
        const exited = once(child, 'exit')
        child.kill('SIGKILL')
        await exited
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}
