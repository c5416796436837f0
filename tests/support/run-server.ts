/** A server as a process of its own, so that a test can kill it: `run-server.ts <home> <images>`; prints its URL and root key as JSON when it is ready. */
import { startApp } from '../../packages/server/src/app.ts'
import { createDriver } from '../../packages/server/src/compute/process/create-driver.ts'
import { gatewaySocketPath } from '../../packages/server/src/compute/process/socket-directory.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { systemClock as clock } from '../../packages/server/src/lib/clock.ts'

const [home = '', imagesRoot = ''] = process.argv.slice(2)
const nodePath = process.execPath
const app = await startApp({
  config: { ...readConfig({}, { KENJA_HOME: home, KENJA_PORT: '0', HOME: home, KENJA_LOG: 'error' }), describeWaitMs: 0 },
  clock,
  startedAt: clock.now(),
  nodePath,
  imagesRoot,
  hostEnvironment: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home },
  log: (line) => process.stderr.write(`${line}\n`),
  makeDriver: (driverHome, port) => createDriver({ home: driverHome, sandbox: 'none', gatewaySocket: gatewaySocketPath(driverHome), port, clock, nodePath }),
})
process.stdout.write(`${JSON.stringify({ url: app.url, credentials: app.credentials })}\n`)
