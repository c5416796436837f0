/** Whether bubblewrap works here, and if not, why, in words that help. */
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskSpec } from '../driver.ts'
import { BubblewrapLauncher, type BubblewrapOptions } from './bubblewrap-launcher.ts'
import { entryText } from './launch.ts'

export type Probe = { readonly works: true; readonly launcher: BubblewrapLauncher } | { readonly works: false; readonly reason: string }

const PLACES = ['/usr/bin/bwrap', '/bin/bwrap', '/usr/local/bin/bwrap', '/run/current-system/sw/bin/bwrap']
const PROBE_TIMEOUT_MS = 10_000

export function findBubblewrap(places: readonly string[] = PLACES): string | undefined {
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** What bwrap printed, as a cause and what to do about it. */
export function explainBubblewrap(printed: string): string {
  const said = printed.trim().split('\n').at(-1) ?? ''
  if (/uid map|gid map/.test(said))
    return `${said}. A security module forbids it: on Ubuntu 24.04 and later, AppArmor restricts user namespaces. Allow them for bubblewrap by an AppArmor profile, or run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`
  if (/No permissions to creat|Creating new namespace failed|Operation not permitted|user namespace|No space left/.test(said))
    return `${said}. Unprivileged user namespaces are off here. Turn them on with: sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 (inside a container its own rights decide: run Kenja outside of it, or allow the container to make namespaces)`
  if (/Can't mount proc|mount.*proc/.test(said))
    return `${said}. This container hides parts of /proc, so that no new one can be mounted: run Kenja outside of it, or start it with an unmasked /proc`
  return said || 'it ended without a word'
}

function run(directory: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', [join(directory, 'launch.sh')], {
      stdio: ['ignore', 'ignore', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
      timeout: PROBE_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    })
    let printed = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString('utf8')).slice(-4096)
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : printed || `it ended with ${code}`))
  })
}

/** Runs `true` in a sandbox made with all the options that tasks use. */
async function attempt(home: string, options: BubblewrapOptions): Promise<string | undefined> {
  const work = join(home, 'work')
  mkdirSync(work, { recursive: true, mode: 0o700 })
  const directory = mkdtempSync(join(work, 'probe-'))
  try {
    const spec: TaskSpec = {
      id: 'probe',
      command: ['/bin/true'],
      env: { PATH: '/usr/bin:/bin' },
      workdir: '/opt/ml',
      mounts: [{ source: directory, target: '/opt/ml', writable: true }],
      hostname: 'probe',
      user: { name: 'ec2-user', uid: 1000, home: '/home/ec2-user' },
      network: 'none',
    }
    const launcher = new BubblewrapLauncher({ ...options, socketDirectory: () => directory })
    for (const [name, text] of Object.entries({ ...launcher.files(spec, directory), 'entry.sh': entryText }))
      writeFileSync(join(directory, name), text, { mode: 0o600 })
    return await run(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export async function probeBubblewrap(
  home: string,
  options: Omit<BubblewrapOptions, 'program' | 'lockUserNamespaces'>,
  program = findBubblewrap(),
): Promise<Probe> {
  if (process.platform !== 'linux') return { works: false, reason: 'bubblewrap needs Linux; this machine runs another system' }
  if (program === undefined)
    return {
      works: false,
      reason:
        'bubblewrap is not installed. Install it with your package manager (Debian, Ubuntu: sudo apt install bubblewrap; Fedora: sudo dnf install bubblewrap)',
    }
  let printed: string | undefined
  for (const lockUserNamespaces of [true, false]) {
    const complete: BubblewrapOptions = { ...options, program, lockUserNamespaces }
    printed = await attempt(home, complete)
    if (printed === undefined) return { works: true, launcher: new BubblewrapLauncher(complete) }
  }
  return { works: false, reason: explainBubblewrap(printed ?? '') }
}
