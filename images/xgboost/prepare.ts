/** Puts the engine that a tag needs into the cache; the last line on stderr explains a failure. */
import { startCompileCache } from './compile-cache.mjs'

startCompileCache()
const { prepareImage } = await import('./prepare-image.ts')
process.exitCode = await prepareImage((line) => process.stderr.write(`${line}\n`))
