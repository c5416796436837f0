/**
 * Node's compile cache spares each job and endpoint the stripping and compiling of this image's files. Programs in a sandbox see the image's cache read-only,
 * so `prepare` fills it.
 */
export function compileCacheFolder(cache: string): string

/** To be called before the program's own modules are imported. `cache` is the image's, KENJA_IMAGE_CACHE when it is not given. */
export function startCompileCache(cache?: string): void
