/** `run-mock-server.ts <home> <images> <limits>`: a server whose tasks end at once; prints its URL and root key as JSON when it is ready. */
import { startApp } from '../../../packages/server/src/app.ts'
import { MockDriver } from '../../../packages/server/src/compute/mock/mock-driver.ts'
import { readConfig } from '../../../packages/server/src/config.ts'
import { systemClock as clock } from '../../../packages/server/src/lib/clock.ts'

const [home = '', imagesRoot = '', limits = '{}'] = process.argv.slice(2)
const app = await startApp({
  config: { ...readConfig({}, { KENJA_HOME: home, KENJA_PORT: '0', HOME: home, KENJA_LOG: 'error' }), describeWaitMs: 0 },
  clock,
  startedAt: clock.now(),
  nodePath: process.execPath,
  imagesRoot,
  hostEnvironment: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home },
  gatewayLimits: JSON.parse(limits) as object,
  log: (line) => process.stderr.write(`${line}\n`),
  makeDriver: async (driverHome) => ({ driver: new MockDriver({ home: driverHome, clock, port: 0, behaviour: () => ({ exitCode: 1 }) }) }),
})
process.stdout.write(`${JSON.stringify({ url: app.url, credentials: app.credentials })}\n`)
