/**
 * Programs in a sandbox by bubblewrap, without root: own user, process, network, IPC, host-name and cgroup namespaces, and a file tree of its own
 * in which only the system's programs and the task's mounts are there.
 */
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Mount, TaskSpec } from '../driver.ts'
import { entryWords, forwarderFile, type Launcher, quote } from './launch.ts'

export interface BubblewrapOptions {
  /** The bwrap program. */
  readonly program: string
  /** Node, for the forwarder inside. */
  readonly nodePath: string
  /** The gateway's socket, alone in its directory. */
  readonly gatewaySocket: string
  readonly port: () => number
  readonly socketDirectory: (id: string) => string
  /** Processes and threads that one sandbox may have. */
  readonly processes: number
  /** `--disable-userns` works here: nothing inside can make namespaces of its own (bubblewrap ≥ 0.8). */
  readonly lockUserNamespaces: boolean
}

/** Root's home of the system and, on merged systems, links into it: shown as they are. */
const SYSTEM_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store']
/** Of /etc only what programs need and what holds no secret (not /etc/ssl/private). */
const ETC = [
  'ssl/certs',
  'ssl/openssl.cnf',
  'ca-certificates',
  'pki/tls/certs',
  'pki/ca-trust/extracted',
  'alternatives',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'fonts',
  'mime.types',
]
/** Ours inside: the entry script, the forwarder, Node and the gateway's socket. `/run/kenja` is the task's own. */
const OURS = '/run/.kenja'

function systemArguments(): string[] {
  return SYSTEM_FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    lstatSync(folder).isSymbolicLink() ? ['--symlink', readlinkSync(folder), folder] : ['--ro-bind', folder, folder],
  )
}

function mountArguments(mounts: readonly Mount[]): string[] {
  // Outer ones first: a mount inside another must come after it.
  const ordered = [...mounts].sort((left, right) => left.target.length - right.target.length)
  return ordered.flatMap(({ source, target, writable }) => [writable ? '--bind' : '--ro-bind', source, target])
}

/** Files of /etc that are written for each task; bubblewrap copies them in from descriptors. */
function accountFiles({ user, hostname }: TaskSpec): { readonly name: string; readonly descriptor: number; readonly text: string }[] {
  const { name, uid, home } = user
  const root = uid === 0 ? '' : 'root:x:0:0:root:/root:/bin/sh\n'
  const rootGroup = uid === 0 ? '' : 'root:x:0:\n'
  return [
    { name: 'passwd', descriptor: 4, text: `${name}:x:${uid}:${uid}::${home}:/bin/bash\n${root}nobody:x:65534:65534:nobody:/nonexistent:/bin/false\n` },
    { name: 'group', descriptor: 5, text: `${name}:x:${uid}:\n${rootGroup}nogroup:x:65534:\n` },
    { name: 'hosts', descriptor: 6, text: `127.0.0.1 localhost ${hostname}\n::1 localhost\n` },
    { name: 'nsswitch.conf', descriptor: 7, text: 'passwd: files\ngroup: files\nhosts: files\n' },
  ]
}

export class BubblewrapLauncher implements Launcher {
  private readonly options: BubblewrapOptions

  constructor(options: BubblewrapOptions) {
    this.options = options
  }

  files(spec: TaskSpec, directory: string): Record<string, string> {
    for (const { source } of spec.mounts) if (!existsSync(source)) throw new Error(`${source} is not there and cannot be mounted.`)
    const accounts = accountFiles(spec)
    const port = spec.network === 'kenja' ? this.options.port() : undefined
    const socket = `${OURS}/gateway/${basename(this.options.gatewaySocket)}`
    const descriptors = accounts.map(({ name, descriptor }) => `${descriptor}<${quote(`${directory}/${name}`)}`)
    const bwrap = `exec ${quote(this.options.program)} --args 9 --info-fd 8 -- /bin/sh ${OURS}/entry.sh ${entryWords(spec, { ...(port !== undefined && { port, socket }), processes: this.options.processes })}`
    return {
      ...Object.fromEntries(accounts.map(({ name, text }) => [name, text])),
      // Through a descriptor, because a command line is read by every user of the machine, and the environment has secrets.
      'bwrap.args': this.arguments(spec, directory).join('\0'),
      'launch.sh': `${bwrap} 9<${quote(`${directory}/bwrap.args`)} 8>${quote(`${directory}/info.json`)} ${descriptors.join(' ')}\n`,
    }
  }

  pathInside(_spec: TaskSpec, target: string): string {
    return target
  }

  private arguments(spec: TaskSpec, directory: string): string[] {
    const { uid, home } = spec.user
    const etc = ETC.map((name) => `/etc/${name}`).filter((path) => existsSync(path))
    const gateway = spec.network === 'kenja'
    return [
      ...['--unshare-user', '--unshare-all', '--new-session', '--hostname', spec.hostname, '--uid', String(uid), '--gid', String(uid)],
      ...(this.options.lockUserNamespaces && !spec.nests ? ['--disable-userns'] : []),
      ...systemArguments(),
      ...[
        '--proc',
        '/proc',
        '--dev',
        '/dev',
        '--tmpfs',
        '/tmp',
        '--chmod',
        '1777',
        '/tmp',
        '--tmpfs',
        '/dev/shm',
        '--tmpfs',
        '/run',
        '--dir',
        '/var/tmp',
        '--dir',
        '/etc',
        '--dir',
        home,
      ],
      ...etc.flatMap((path) => ['--ro-bind', path, path]),
      ...accountFiles(spec).flatMap(({ name, descriptor }) => ['--perms', '0644', '--file', String(descriptor), `/etc/${name}`]),
      ...['--dir', OURS, '--ro-bind', `${directory}/entry.sh`, `${OURS}/entry.sh`],
      ...(gateway ? ['--ro-bind', this.options.nodePath, `${OURS}/node`, '--ro-bind', forwarderFile, `${OURS}/forward.mjs`] : []),
      ...(gateway ? ['--ro-bind', dirname(this.options.gatewaySocket), `${OURS}/gateway`] : []),
      ...mountArguments(spec.mounts),
      ...['--bind', this.options.socketDirectory(spec.id), '/run/kenja', '--clearenv'],
      ...Object.entries(spec.env).flatMap(([name, value]) => ['--setenv', name, value]),
      ...['--chdir', spec.workdir],
    ]
  }
}
