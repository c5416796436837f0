/** Chooses between bubblewrap and plain processes by trying, or as told. */
import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Clock } from '../../lib/clock.ts'
import { type ComputeLimits, computeLimits } from '../limits.ts'
import { MemoryCgroup } from './memory-cgroup.ts'
import { plainLauncher } from './plain-launcher.ts'
import { type Probe, probeBubblewrap } from './probe-bubblewrap.ts'
import { ProcessDriver } from './process-driver.ts'
import { socketBase, socketDirectoryOf } from './socket-directory.ts'

export interface DriverOptions {
  readonly home: string
  readonly sandbox: 'auto' | 'bubblewrap' | 'none'
  /** The Unix socket on which the gateway listens for sandboxes: alone in its directory (see `gatewaySocketPath`). */
  readonly gatewaySocket: string
  /** The gateway's TCP port, known when the first task starts. */
  readonly port: number | (() => number)
  readonly clock: Clock
  /** The Node program; it is shown to sandboxes for the way to the gateway. */
  readonly nodePath: string
  readonly limits?: Partial<ComputeLimits>
  /** The bwrap program, for tests of machines without it; searched for when not given. */
  readonly bubblewrap?: string
  /** False: never use cgroups, so that memory is watched. */
  readonly cgroups?: boolean
}

export interface CreatedDriver {
  readonly driver: ProcessDriver
  /** Why there is no sandbox, when there is none: a sentence for `status` and `doctor`. */
  readonly withoutSandbox: string | undefined
}

/** Why `KENJA_SANDBOX=bubblewrap` cannot be had; the message says what to do. */
export class SandboxRefused extends Error {}

function mustStandAlone(gatewaySocket: string): void {
  let others: string[] = []
  try {
    others = readdirSync(dirname(gatewaySocket)).filter((name) => name !== basename(gatewaySocket))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (others.length > 0)
    throw new Error(`The gateway's socket ${gatewaySocket} must stand alone in its directory, because sandboxes see that directory; ${others[0]} is there too.`)
}

/** Throws SandboxRefused when a sandbox is demanded and does not work here. */
export async function createDriver(options: DriverOptions): Promise<CreatedDriver> {
  const { home, sandbox, gatewaySocket, nodePath, clock } = options
  const port = options.port
  const portNow = typeof port === 'number' ? () => port : port
  const base = socketBase(home)
  const limits = { ...computeLimits, ...options.limits }
  const probe: Probe =
    sandbox === 'none'
      ? { works: false, reason: 'KENJA_SANDBOX is none' }
      : await probeBubblewrap(
          home,
          { nodePath, gatewaySocket, port: portNow, processes: limits.processes, socketDirectory: (id) => socketDirectoryOf(base, id) },
          options.bubblewrap,
        )
  if (sandbox === 'bubblewrap' && !probe.works)
    throw new SandboxRefused(
      `KENJA_SANDBOX=bubblewrap, but bubblewrap does not work here: ${probe.reason}. Or set KENJA_SANDBOX=none to run jobs and notebooks as plain processes that see all of your files.`,
    )
  if (probe.works) mustStandAlone(gatewaySocket)
  const driver = new ProcessDriver({
    home,
    socketBase: base,
    launcher: probe.works ? probe.launcher : plainLauncher,
    sandboxed: probe.works,
    cgroup: options.cgroups === false ? undefined : MemoryCgroup.open(home),
    port: portNow,
    clock,
    limits,
  })
  return { driver, withoutSandbox: probe.works ? undefined : probe.reason }
}
