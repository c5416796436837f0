import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `notebook.json`: what the environment is made of. */
export interface NotebookManifest {
  readonly kernel: { readonly name: string; readonly displayName: string; readonly language: string }
  readonly lock: string
  /** Python versions that the lock file covers, as `3.11`. */
  readonly pythons: readonly string[]
  /** The version of uv to fetch when the machine has none. */
  readonly uv: string
  /** Rounded up: what is fetched, what lies on the disk, what compiled bytecode adds. */
  readonly megabytes: { readonly download: number; readonly disk: number; readonly bytecode: number }
  readonly platform: string
}

export interface Settings extends NotebookManifest {
  readonly lockFile: string
  readonly lockHash: string
}

/** Reads the manifest beside this file. The lock's hash names the environment, so a changed lock makes a new one. */
export function readSettings(): Settings {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, 'notebook.json'), 'utf8')) as NotebookManifest
  const lockFile = join(import.meta.dirname, manifest.lock)
  return { ...manifest, lockFile, lockHash: createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 16) }
}
