/**
 * Root's password, as `<home>/root-password` (0600) with nothing but a hash. It is a file of its own and not in the database so that
 * `kenja password` can set it whether a server runs or not; it is read at each sign-in of root.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from './home.ts'

export interface RootPassword {
  /** See `lib/password-hash.ts`. */
  readonly hash: string
  /** False for the random one that the first start makes. */
  readonly setByHand: boolean
  /** ISO 8601. */
  readonly changedAt: string
}

const fileOf = (home: string) => join(home, 'root-password')

/** Undefined: there is none (yet), and nobody can sign in as root with a password. */
export function readRootPassword(home: string): RootPassword | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as RootPassword
  } catch {
    return undefined
  }
}

export function writeRootPassword(home: string, password: RootPassword): void {
  writePrivateFile(fileOf(home), `${JSON.stringify(password)}\n`)
}
