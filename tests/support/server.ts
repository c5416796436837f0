/** A whole Kenja in this process, with a home of its own: for acceptance tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, type AppOptions, startApp } from '../../packages/server/src/app.ts'
import type { TaskSpec } from '../../packages/server/src/compute/driver.ts'
import { type Behaviour, MockDriver } from '../../packages/server/src/compute/mock/mock-driver.ts'
import { createDriver } from '../../packages/server/src/compute/process/create-driver.ts'
import { gatewaySocketPath } from '../../packages/server/src/compute/process/socket-directory.ts'
import { type Config, readConfig } from '../../packages/server/src/config.ts'
import { type Clock, systemClock } from '../../packages/server/src/lib/clock.ts'
import type { Sync } from '../../packages/server/src/store/barrier.ts'
import { type Clients, type Credentials, createClients } from './clients.ts'

export interface ServerOptions {
  /** `mock` (the default): nothing runs, the test says what tasks do. `real`: processes, in the sandbox where one works. */
  readonly driver?: 'mock' | 'real'
  /** What tasks of the mock driver do. */
  readonly behaviour?: (spec: TaskSpec) => Behaviour
  /** Use this directory and leave it there: for tests that start the same home twice. */
  readonly home?: string
  readonly clock?: Clock
  /** Folders that stand for container images, instead of the project's. */
  readonly imagesRoot?: string
  readonly sync?: Sync
  readonly config?: Partial<Config>
  /** When a serving process counts as hung. */
  readonly watch?: AppOptions['watch']
  /** The gateway's, where they differ from the defaults. */
  readonly gatewayLimits?: AppOptions['gatewayLimits']
  /** Hears of the server's log lines; failures of ours (bugs) are printed otherwise. */
  readonly log?: (line: string) => void
}

export interface TestServer {
  readonly url: string
  readonly port: number
  readonly home: string
  /** The root's. */
  readonly credentials: Credentials
  /** SDK clients in the root's name, made when first used; no retries. */
  readonly clients: Clients
  /** The same in someone else's name. */
  clientsAs(credentials: Credentials): Clients
  readonly app: App
  /** The mock driver, to play the tasks; throws with a real one. */
  readonly mock: MockDriver
  /** Ends the server. With a home of its own its tasks end too, and the home is deleted. */
  stop(): Promise<void>
}

export const REGION = 'us-east-1'
export const ACCOUNT = '123456789012'

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'kenja-test-'))
  const clock = options.clock ?? systemClock
  const config: Config = { ...readConfig({}, { KENJA_HOME: home, KENJA_PORT: '0', HOME: home, KENJA_LOG: 'error' }), describeWaitMs: 0, ...options.config }
  let mock: MockDriver | undefined
  const app = await startApp({
    config,
    clock,
    startedAt: clock.now(),
    nodePath: process.execPath,
    hostEnvironment: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home },
    log: options.log ?? ((line) => process.stderr.write(`${line}\n`)),
    ...(options.sync ? { sync: options.sync } : {}),
    ...(options.watch ? { watch: options.watch } : {}),
    ...(options.gatewayLimits ? { gatewayLimits: options.gatewayLimits } : {}),
    ...(options.imagesRoot ? { imagesRoot: options.imagesRoot } : {}),
    async makeDriver(driverHome, port) {
      if (options.driver === 'real') {
        const gatewaySocket = gatewaySocketPath(driverHome)
        const made = await createDriver({ home: driverHome, sandbox: config.sandbox, gatewaySocket, port, clock, nodePath: process.execPath })
        return { ...made, close: () => made.driver.close() }
      }
      mock = new MockDriver({ home: driverHome, clock, port: 0, ...(options.behaviour ? { behaviour: options.behaviour } : {}) })
      return { driver: mock }
    },
  })
  const made: Clients[] = []
  const clientsAs = (credentials: Credentials) => {
    const clients = createClients(app.url, REGION, credentials)
    made.push(clients)
    return clients
  }
  return {
    url: app.url,
    port: app.port,
    home,
    credentials: app.credentials,
    clients: clientsAs(app.credentials),
    clientsAs,
    app,
    get mock() {
      if (!mock) throw new Error('This server has a real driver.')
      return mock
    },
    async stop() {
      for (const clients of made) clients.destroy()
      await app.stop()
      // Tasks outlive their server; those of a home that goes away must not.
      if (options.home === undefined) await Promise.all(app.driver.list().map((id) => app.driver.stop(id, 0)))
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}
