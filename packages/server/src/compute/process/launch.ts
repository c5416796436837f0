/** What the two ways of running a program have in common: the shell lines that a task's shim sources as its last act. */
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { TaskSpec } from '../driver.ts'

/** A way to run a task's program. */
export interface Launcher {
  /**
   * Files for the task's folder; `launch.sh` among them ends with the `exec` of the program.
   * Throws a plain sentence when the task cannot run this way.
   */
  files(spec: TaskSpec, directory: string): Readonly<Record<string, string>>
  pathInside(spec: TaskSpec, target: string, socketDirectory: string): string
}

export const shimText = readFileSync(join(import.meta.dirname, 'shim.sh'), 'utf8')
export const entryText = readFileSync(join(import.meta.dirname, 'entry.sh'), 'utf8')
export const forwarderFile = join(import.meta.dirname, 'forward.mjs')

/** Any text as one word of a POSIX shell. */
export const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Shells export these by themselves; a task's environment is exact, so they go unless the spec has them. */
const SHELL_VARIABLES = ['PWD', 'OLDPWD', 'SHLVL', '_']

/** What entry.sh does before the program: nothing, without a sandbox. */
export interface EntryWork {
  /** Where the program expects Kenja; without it no way to the gateway is opened. */
  readonly port?: number
  readonly socket?: string
  readonly processes?: number
}

/** The words that follow entry.sh. */
export function entryWords(spec: TaskSpec, { port, socket, processes }: EntryWork = {}): string {
  const drop = SHELL_VARIABLES.filter((name) => !(name in spec.env)).map((name) => `-u ${name}`)
  return [spec.id, port ?? '', socket ?? '', processes ?? '', drop.join(' '), ...spec.command].map(String).map(quote).join(' ')
}

const within = (path: string, folder: string) => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)

/** The host's path of what a task without a sandbox knows as `target`: the longest mount that holds it decides. */
export function hostPath(mounts: TaskSpec['mounts'], target: string): string | undefined {
  const path = posix.normalize(target)
  const holder = mounts
    .map((mount) => ({ source: mount.source, at: posix.normalize(mount.target).replace(/(.)\/$/, '$1') }))
    .filter((mount) => within(path, mount.at))
    .sort((left, right) => right.at.length - left.at.length)[0]
  return holder && posix.join(holder.source, posix.relative(holder.at, path))
}
