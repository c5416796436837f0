/** The server as a process: settings from flags and environment, one line when it is ready, a quiet end on SIGTERM or SIGINT. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { App } from './app.ts'
import { ConfigError, hostEnvironment, readConfig } from './config.ts'
import { systemClock } from './lib/clock.ts'

const startedAt = systemClock.now()

/** Errors whose message is meant for the person who started the server. */
const PLAIN = new Set(['ConfigError', 'HomeRefused', 'MigrationRefused', 'PortTaken', 'SandboxRefused', 'NetworkRefused'])

// A log on a full disk takes no more lines, and a terminal may close: neither is a reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

function say(line: string): void {
  process.stderr.write(`${systemClock.now().toISOString()} ${line}\n`)
}

function fail(error: unknown): never {
  const plain = error instanceof Error && (PLAIN.has(error.constructor.name) || error instanceof ConfigError)
  process.stderr.write(`kenja: ${plain ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

function settings() {
  const text = { type: 'string' } as const
  const names = [
    'home',
    'cache',
    'host',
    'port',
    'region',
    'account-id',
    'hosts',
    'sandbox',
    'describe-wait-seconds',
    'invoke-body-bytes',
    'tls',
    'tls-cert',
    'tls-key',
    'log',
  ] as const
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, text])), strict: false })
  return readConfig(values)
}

async function main(): Promise<void> {
  const config = settings()
  // What is imported from here on is compiled once a machine, not once a start.
  enableCompileCache(join(config.cache, 'compile'))
  const [{ startApp }, { carriedFiles }, { createDriver }, { gatewaySocketPath }] = await Promise.all([
    import('./app.ts'),
    import('./app/carried-files.ts'),
    import('./compute/process/create-driver.ts'),
    import('./compute/process/socket-directory.ts'),
  ])
  let app: App | undefined
  let stopping = false
  const stop = () => {
    // Whoever asks twice does not want to wait; and who asks during the start leaves what the next start can go on with.
    if (stopping || !app) process.exit(130)
    stopping = true
    app.stop('suspend').then(() => process.exit(0), fail)
  }
  // Before anything is begun, and long before we say that we are ready: a signal must not find the default handler, which cleans nothing up.
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('unhandledRejection', (error) => say(`a failure that nobody waited for: ${error instanceof Error ? error.stack : String(error)}`))
  app = await startApp({
    config,
    clock: systemClock,
    startedAt,
    nodePath: process.execPath,
    mirrored: carriedFiles(config.cache, process.execPath),
    hostEnvironment: hostEnvironment(),
    log: say,
    async makeDriver(home, port) {
      const gatewaySocket = gatewaySocketPath(home)
      const made = await createDriver({ home, sandbox: config.sandbox, gatewaySocket, port, clock: systemClock, nodePath: process.execPath })
      return { ...made, close: () => made.driver.close() }
    },
  })
  process.stdout.write(`Kenja is ready at ${app.url} (isolation: ${app.driver.isolation.driver}, home: ${config.home})\n`)
}

await main().catch(fail)
