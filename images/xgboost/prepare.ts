/** Puts the engine that a tag needs into the cache; the last line on stderr explains a failure. */
import { ensureEngine } from './engine/install.ts'
import { readEnvironment } from './environment.ts'
import { imageVersion } from './versions.ts'
import { warmCompileCache } from './warm-compile-cache.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

try {
  const { version, cache } = readEnvironment()
  await ensureEngine(cache, imageVersion(version).engine, say)
  await warmCompileCache(cache)
} catch (error) {
  say((error as Error).message)
  process.exitCode = 1
}
