import { enableCompileCache } from 'node:module'
import path from 'node:path'

/**
 * Node's compile cache spares each job and endpoint the stripping and compiling of this image's files. Programs in a sandbox see the image's cache read-only,
 * so `prepare` fills it.
 */
export const compileCacheFolder = (cache: string): string => path.join(cache, 'compiled')

/** To be called before the program's own modules are imported. */
export function startCompileCache(cache: string | undefined = process.env.KENJA_IMAGE_CACHE): void {
  if (cache) enableCompileCache(compileCacheFolder(cache))
}
