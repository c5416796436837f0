import { enableCompileCache } from 'node:module'
import path from 'node:path'

// JavaScript, as train.mjs and serve.mjs are: Node loads its stripper of types (50 ms and some MB) for the first file that is not in the cache.

export const compileCacheFolder = (cache) => path.join(cache, 'compiled')

export function startCompileCache(cache = process.env.KENJA_IMAGE_CACHE) {
  if (cache) enableCompileCache(compileCacheFolder(cache))
}
