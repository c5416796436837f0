/** Every setting, by flag and environment alike. The only file that reads `process.env`; docs/configuration.md lists what stands here. */

import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export type SandboxChoice = 'auto' | 'bubblewrap' | 'none'
export type LogLevel = 'error' | 'info' | 'access'

export interface Config {
  /** Data directory: database, objects, volumes, certificates. */
  readonly home: string
  /** What can be fetched again: Python environments, libxgboost, compiled code. */
  readonly cache: string
  /** Address to listen on. */
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly region: string
  readonly accountId: string
  /** Limits on instances in use, by AWS's names (`ml.m4.xlarge for training job usage`). */
  readonly quotas: ReadonlyMap<string, number>
  /** Further host names under which Kenja may be called, lower case, without port. */
  readonly hosts: readonly string[]
  readonly sandbox: SandboxChoice
  /** How long a Describe may wait for a resource's next change, milliseconds; 0: never. */
  readonly describeWaitMs: number
  /** Largest body of InvokeEndpoint, bytes: the service model's 6 MiB, or less. */
  readonly invokeBodyBytes: number
  /** How callers of other machines are served: with a certificate from files, or from the local authority (`own`). */
  readonly tls: { readonly kind: 'files'; readonly certificate: string; readonly key: string } | { readonly kind: 'own' } | undefined
  readonly log: LogLevel
}

/** A setting that cannot be used; the message is one sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Flags as the command line gives them, without dashes: `{ port: '4567', 'account-id': '…' }`. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>
export type Environment = Readonly<Record<string, string | undefined>>

interface Source {
  /** The text of a setting and how the person wrote it (`--port` or `KENJA_PORT`); undefined when neither is set. An empty variable counts as not set. */
  text(flag: string): { readonly value: string; readonly writtenAs: string } | undefined
}

const variableName = (flag: string): string => `KENJA_${flag.toUpperCase().replaceAll('-', '_')}`

function source(flags: Flags, env: Environment): Source {
  return {
    text(flag) {
      const given = flags[flag]
      if (typeof given === 'string') return { value: given, writtenAs: `--${flag}` }
      const value = env[variableName(flag)]
      return value ? { value, writtenAs: variableName(flag) } : undefined
    },
  }
}

/** A whole setting: its text checked by `pattern`, or its default. */
function checked(from: Source, flag: string, fallback: string, pattern: RegExp, wanted: string): string {
  const set = from.text(flag)
  if (!set) return fallback
  if (!pattern.test(set.value)) throw new ConfigError(`${set.writtenAs} is "${set.value}", but must be ${wanted}.`)
  return set.value
}

function whole(from: Source, flag: string, fallback: number, highest: number, wanted: string): number {
  const text = checked(from, flag, String(fallback), /^\d{1,12}$/, wanted)
  if (Number(text) > highest) throw new ConfigError(`${from.text(flag)?.writtenAs} is ${text}, but must be ${wanted}.`)
  return Number(text)
}

function directory(from: Source, flag: string, fallback: string): string {
  const set = from.text(flag)
  if (set?.value.includes('\0')) throw new ConfigError(`${set.writtenAs} is not a path.`)
  return resolve(set?.value ?? fallback)
}

function oneOf<Choice extends string>(from: Source, flag: string, choices: readonly [Choice, ...Choice[]]): Choice {
  const set = from.text(flag)
  if (!set) return choices[0]
  const choice = choices.find((candidate) => candidate === set.value)
  if (!choice) throw new ConfigError(`${set.writtenAs} is "${set.value}", but must be one of ${choices.join(', ')}.`)
  return choice
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

function hostNames(from: Source): string[] {
  const set = from.text('hosts')
  if (!set) return []
  const names = set.value.split(',').map((name) => name.trim().toLowerCase())
  for (const name of names) {
    if (!HOST_NAME.test(name) && !isIP(name))
      throw new ConfigError(`${set.writtenAs} contains "${name}", which is not a host name (names without port, separated by commas).`)
  }
  return names
}

const QUOTA = /^\s*((?:ml\.[a-z0-9-]+\.[a-z0-9-]+|\*) for (?:training job|transform job|endpoint|notebook instance) usage)\s*=\s*(\d{1,6})\s*$/

function quotasOf(from: Source): Config['quotas'] {
  const set = from.text('quotas')
  return new Map(
    (set ? set.value.split(',') : []).map((entry): [string, number] => {
      const [, name, limit] = QUOTA.exec(entry) ?? []
      if (name === undefined)
        throw new ConfigError(
          `${set?.writtenAs} contains "${entry.trim()}", but must be like "ml.m4.xlarge for training job usage=4" (or transform job, endpoint, notebook instance; * for every type), separated by commas.`,
        )
      return [name, Number(limit)]
    }),
  )
}

function tlsOf(from: Source): Config['tls'] {
  const [certificate, key] = [from.text('tls-cert'), from.text('tls-key')]
  const own = from.text('tls') && oneOf(from, 'tls', ['own']) === 'own'
  if (!certificate && !key) return own ? { kind: 'own' } : undefined
  if (!certificate || !key) throw new ConfigError(`${(certificate ?? key)?.writtenAs} is set, but a certificate needs both --tls-cert and --tls-key.`)
  return { kind: 'files', certificate: directory(from, 'tls-cert', ''), key: directory(from, 'tls-key', '') }
}

/**
 * Reads the settings: a flag wins over its variable, and that over the default.
 * @throws ConfigError naming the setting and what it must be.
 */
export function readConfig(flags: Flags = {}, env: Environment = process.env): Config {
  const from = source(flags, env)
  const userHome = env.HOME || homedir()
  const host = checked(from, 'host', '127.0.0.1', /^[A-Za-z0-9.:_-]{1,253}$/, 'an address or host name to listen on')
  return {
    home: directory(from, 'home', join(userHome, '.kenja')),
    cache: directory(from, 'cache', join(env.XDG_CACHE_HOME || join(userHome, '.cache'), 'kenja')),
    host,
    port: whole(from, 'port', 4566, 65_535, 'a port number from 0 (any free port) to 65535'),
    region: checked(from, 'region', 'us-east-1', /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, 'an AWS region such as us-east-1'),
    accountId: checked(from, 'account-id', '123456789012', /^\d{12}$/, 'an AWS account number: 12 digits'),
    quotas: quotasOf(from),
    hosts: hostNames(from),
    sandbox: oneOf(from, 'sandbox', ['auto', 'bubblewrap', 'none']),
    describeWaitMs: 1000 * whole(from, 'describe-wait-seconds', 10, 50, 'a number of seconds from 0 (never wait) to 50'),
    invokeBodyBytes: whole(from, 'invoke-body-bytes', 6_291_456, 6_291_456, "a number of bytes up to 6291456 (AWS's service model allows no more)"),
    tls: tlsOf(from),
    log: oneOf(from, 'log', ['info', 'error', 'access']),
  }
}

/** The environment of this process, for programs that run as the user's own, outside any sandbox; without our own compile cache, which would take the place of theirs. */
export const hostEnvironment = (env: Environment = process.env): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_COMPILE_CACHE'))
