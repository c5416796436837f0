import os from 'node:os'
import path from 'node:path'

/** What Kenja tells an image's programs (see the server's `image-manifest.ts`). */
export interface ImageEnvironment {
  /** The version that `image.json` gives to the tag, for example `1.7-1`. */
  readonly version: string
  readonly tag: string
  /** A directory that all homes of a user share; `prepare` writes it, `train` and `serve` only read. */
  readonly cache: string
  /** Where `/opt/ml` is. */
  readonly optMl: string
}

/** Reads the environment; throws a plain sentence when a needed variable is missing. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): ImageEnvironment {
  const version = env.KENJA_IMAGE_VERSION
  if (!version) throw new Error('KENJA_IMAGE_VERSION is not set: this program is started by Kenja, which sets it from image.json.')
  return {
    version,
    tag: env.KENJA_IMAGE_TAG ?? version,
    cache: env.KENJA_IMAGE_CACHE ?? path.join(os.homedir(), '.cache', 'kenja', 'xgboost'),
    optMl: env.KENJA_OPT_ML ?? '/opt/ml',
  }
}
