// The container contract's `serve`, over frames.
import { startCompileCache } from './compile-cache.mjs'

startCompileCache()
const { serve } = await import('./serve/server.ts')
try {
  serve()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
