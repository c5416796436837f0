/** Where the console's bundle of exactly these sources lies: the stamp names the folder, so several checkouts share one cache. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const consoleRoot = resolve(import.meta.dirname, '..')
const projectRoot = resolve(consoleRoot, '../..')

/** What outside `packages/console` ends up in the bundle, and the versions of everything that comes from a package. */
const ALSO = ['package-lock.json', 'images/xgboost/hyperparameters/table.ts', 'images/xgboost/hyperparameters/metric-names.ts', 'images/xgboost/versions.ts']

/** A hash over the names and bytes of everything that the bundle is made of. About 10 ms. */
export function bundleStamp(): string {
  const hash = createHash('sha256')
  const files = readdirSync(consoleRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.ts$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .concat(ALSO.map((file) => join(projectRoot, file)))
    .sort()
  for (const file of files) {
    const bytes = readFileSync(file)
    hash.update(`${file.slice(projectRoot.length)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex').slice(0, 20)
}

/** @param cache `$KENJA_CACHE` */
export const bundleDirectory = (cache: string, stamp = bundleStamp()): string => join(cache, 'console', stamp)

/** In the bundle's folder; it comes last, so a folder that has it is whole. */
export const MANIFEST = 'manifest.json'

/** What is served, by path. */
export interface BundleFile {
  readonly path: string
  readonly type: string
  /** Of the bytes as they are, not as they are compressed. */
  readonly sha256: string
  readonly bytes: number
  /** Sizes of `<path>.br` and `<path>.gz`, where they exist. */
  readonly br?: number
  readonly gz?: number
}

export interface BundleManifest {
  readonly files: readonly BundleFile[]
  /** What a browser loads before the first route: paths. */
  readonly first: readonly string[]
}
