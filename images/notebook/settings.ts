import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one environment is made of. */
export interface EnvironmentManifest {
  readonly kernel: { readonly name: string; readonly displayName: string; readonly language: string }
  readonly lock: string
  /** Python versions that the lock file covers, as `3.11`. */
  readonly pythons: readonly string[]
  /** Rounded up: what is fetched, what lies on the disk, what compiled bytecode adds. */
  readonly megabytes: { readonly download: number; readonly disk: number; readonly bytecode: number }
  /** The version of the SageMaker Python SDK in it. */
  readonly sdk: string
  /** Whether this SDK reports to AWS how it is used, unless its configuration says not to. */
  readonly reportsUse?: true
}

/** `notebook.json`: the environment that every instance has, and what can be added to it. */
export interface NotebookManifest extends EnvironmentManifest {
  /** The version of uv to fetch when the machine has none. */
  readonly uv: string
  readonly platform: string
  /** Kernels with other editions of the SageMaker Python SDK, each an environment of its own that is made only when somebody asks for it. */
  readonly editions: Readonly<Record<string, EnvironmentManifest>>
}

export interface Settings extends EnvironmentManifest {
  readonly uv: string
  readonly lockFile: string
  readonly lockHash: string
}

const readManifest = () => JSON.parse(readFileSync(join(import.meta.dirname, 'notebook.json'), 'utf8')) as NotebookManifest

/** Names of the editions that are not in every instance. */
export const editionNames = (): string[] => Object.keys(readManifest().editions)

/**
 * Reads the manifest beside this file. The lock's hash names the environment, so a changed lock makes a new one.
 * @param edition of the SageMaker Python SDK; undefined: the environment that every instance has
 * @throws RangeError when there is no such edition
 */
export function readSettings(edition?: string): Settings {
  const { editions, ...main } = readManifest()
  const manifest = edition === undefined ? main : Object.hasOwn(editions, edition) ? editions[edition] : undefined
  if (manifest === undefined) throw new RangeError(`The notebook environment has no edition ${edition}; it has ${Object.keys(editions).join(', ')}.`)
  const lockFile = join(import.meta.dirname, manifest.lock)
  return { ...manifest, uv: main.uv, lockFile, lockHash: createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 16) }
}
