/** The data directory: one server at a time, everything in it for its owner only. */

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readSection, removeSection, replaceSection } from '../lib/ini-section.ts'

/** Why a home cannot be used now; the message says what to do. */
export class HomeRefused extends Error {}

/** `<home>/run/server.json`: written when the server is ready, for the CLI. */
export interface ServerFile {
  readonly pid: number
  /** When the process began (ISO 8601), as it says itself. */
  readonly startedAt: string
  readonly home: string
  readonly host: string
  readonly port: number
  readonly region: string
  readonly account: string
  /** What isolates the work: `bubblewrap`, `none` or `mock`. */
  readonly driver: string
}

export interface Home {
  readonly path: string
  /** 32 random bytes, made at the first start: everything that is sealed depends on them. */
  readonly secret: Buffer
  /** A directory under the home, made 0700. */
  directory(...names: string[]): string
  publish(file: ServerFile): void
  /** Takes back the ready file and lets another server in. */
  release(): void
}

const SECRET_BYTES = 32

function directoryOf(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}

/** Whole or not at all, for the owner only. */
export function writePrivateFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  writeFileSync(temporary, content, { mode: 0o600, flush: true })
  renameSync(temporary, path)
}

/** The running server's ready file, if it can be read; it may be of a server that was killed. */
export function readServerFile(home: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'run', 'server.json'), 'utf8')) as ServerFile
  } catch {
    return undefined
  }
}

/** The kernel drops a killed process's file locks, so that a lock can be neither left behind nor stolen (a pid in a file can be both). SQLite takes them alike on every platform. */
function lock(home: string): DatabaseSync {
  const raw = new DatabaseSync(join(home, 'run', 'lock'), { timeout: 0 })
  try {
    raw.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return raw
  } catch (error) {
    raw.close()
    if (!/locked|busy/.test((error as Error).message)) throw new HomeRefused(`The data directory ${home} cannot be locked: ${(error as Error).message}.`)
    const other = readServerFile(home)
    const who = other ? `process ${other.pid}, port ${other.port}, since ${other.startedAt}` : 'it is still starting or stopping'
    throw new HomeRefused(`Another Kenja server uses the data directory ${home} (${who}). Stop it with "kenja down", or set KENJA_HOME to another directory.`)
  }
}

function readSecret(home: string): Buffer {
  const path = join(home, 'secret')
  if (!existsSync(path)) writePrivateFile(path, randomBytes(SECRET_BYTES))
  const secret = readFileSync(path)
  if (secret.length !== SECRET_BYTES)
    throw new HomeRefused(`${path} is not a secret of ${SECRET_BYTES} bytes. Restore it from a copy, or use another KENJA_HOME.`)
  return secret
}

/** Makes what is missing, and keeps other servers out until `release`. Throws HomeRefused. */
export function openHome(path: string): Home {
  try {
    directoryOf(path)
    chmodSync(path, 0o700)
    directoryOf(join(path, 'run'))
  } catch (error) {
    throw new HomeRefused(
      `The data directory ${path} cannot be made or is not yours: ${(error as Error).message}. Set KENJA_HOME to a directory you may write to.`,
    )
  }
  const held = lock(path)
  const ready = join(path, 'run', 'server.json')
  rmSync(ready, { force: true })
  return {
    path,
    secret: readSecret(path),
    directory: (...names) => directoryOf(join(path, ...names)),
    publish: (file) => writePrivateFile(ready, `${JSON.stringify(file, undefined, 2)}\n`),
    release() {
      rmSync(ready, { force: true })
      held.close()
    },
  }
}

/** The profile of root's access key, and that of `kenja login`, which has temporary credentials. */
export const ROOT_PROFILE = 'kenja'
export const LOGIN_PROFILE = 'kenja-login'

export interface ProfileFiles {
  readonly config: string
  readonly credentials: string
}

/** `<home>/aws/{config,credentials}`; made with mode 0700. */
export function profileFiles(home: string): ProfileFiles {
  const directory = directoryOf(join(home, 'aws'))
  return { config: join(directory, 'config'), credentials: join(directory, 'credentials') }
}

const readText = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

export interface Profile {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly region: string
  readonly endpointUrl: string
}

/** An AWS profile in this home's files, for every AWS client; other profiles in them stay. */
export function writeProfile(home: string, name: string, profile: Profile): void {
  const files = profileFiles(home)
  const { accessKeyId, secretAccessKey, sessionToken, region, endpointUrl } = profile
  const config = `[profile ${name}]\nregion = ${region}\nendpoint_url = ${endpointUrl}\noutput = json`
  const token = sessionToken === undefined ? '' : `\naws_session_token = ${sessionToken}`
  const credentials = `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}${token}`
  writePrivateFile(files.config, replaceSection(readText(files.config), `profile ${name}`, config))
  writePrivateFile(files.credentials, replaceSection(readText(files.credentials), name, credentials))
}

/** Undefined: there is no such profile. */
export function readProfile(home: string, name: string): Profile | undefined {
  const files = { config: join(home, 'aws', 'config'), credentials: join(home, 'aws', 'credentials') }
  const config = readSection(readText(files.config), `profile ${name}`)
  const credentials = readSection(readText(files.credentials), name)
  if (!config || !credentials) return undefined
  return {
    accessKeyId: credentials.aws_access_key_id ?? '',
    secretAccessKey: credentials.aws_secret_access_key ?? '',
    ...(credentials.aws_session_token === undefined ? {} : { sessionToken: credentials.aws_session_token }),
    region: config.region ?? '',
    endpointUrl: config.endpoint_url ?? '',
  }
}

export function removeProfile(home: string, name: string): void {
  const files = profileFiles(home)
  writePrivateFile(files.config, removeSection(readText(files.config), `profile ${name}`))
  writePrivateFile(files.credentials, removeSection(readText(files.credentials), name))
}

/** At every start, because the port may be another: root's profile, and the new address for whoever is logged in. */
export function writeProfiles(home: string, root: Profile): void {
  writeProfile(home, ROOT_PROFILE, root)
  const login = readProfile(home, LOGIN_PROFILE)
  if (login) writeProfile(home, LOGIN_PROFILE, { ...login, endpointUrl: root.endpointUrl })
}
