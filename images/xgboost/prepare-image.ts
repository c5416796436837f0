import { ensureEngine } from './engine/install.ts'
import { readEnvironment } from './environment.ts'
import { imageVersion } from './versions.ts'
import { warmCompileCache } from './warm-compile-cache.ts'

/** Runs the image's `prepare`: the engine of the tag, and the compile cache of the image's own files. Returns the exit code; a failure is the last line said. */
export async function prepareImage(say: (line: string) => void): Promise<number> {
  try {
    const { version, cache } = readEnvironment()
    await ensureEngine(cache, imageVersion(version).engine, say)
    await warmCompileCache(cache)
    return 0
  } catch (error) {
    say((error as Error).message)
    return 1
  }
}
