/** The three drivers against the same suite. Where bubblewrap does not work, its tests are skipped with the reason. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../lib/clock.ts'
import { driverConformance, type Subject } from './conformance.ts'
import { MockDriver } from './mock/mock-driver.ts'
import { createDriver, type DriverOptions } from './process/create-driver.ts'
import { type ProcessSubject, processConformance } from './process/process-conformance.ts'
import { gatewaySocketPath } from './process/socket-directory.ts'

const optionsFor = (home: string, sandbox: DriverOptions['sandbox']): DriverOptions => ({
  home,
  sandbox,
  gatewaySocket: gatewaySocketPath(home),
  port: 4566,
  clock: systemClock,
  nodePath: process.execPath,
})

async function whyNoSandbox(): Promise<string | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'kenja-probe-'))
  const { driver, withoutSandbox } = await createDriver(optionsFor(home, 'auto'))
  driver.close()
  rmSync(home, { recursive: true, force: true })
  return withoutSandbox
}

const absent = await whyNoSandbox()
if (absent) process.stderr.write(`SKIPPED: the tests of the bubblewrap driver, because ${absent}\n`)

driverConformance({
  name: 'mock',
  open: async (home, behaviours) => ({
    driver: new MockDriver({ home, clock: systemClock, port: 4566, behaviour: ({ id }) => behaviours.get(id) ?? {} }),
    close() {},
  }),
})

const subjects: ProcessSubject[] = [
  { name: 'plain', sandbox: 'none' },
  { name: 'bubblewrap', sandbox: 'bubblewrap', ...(absent && { absent }) },
]
for (const subject of subjects) {
  const open: Subject['open'] = async (home) => {
    const { driver } = await createDriver(optionsFor(home, subject.sandbox))
    return { driver, close: () => driver.close() }
  }
  driverConformance({ ...subject, open })
  processConformance(subject)
}
