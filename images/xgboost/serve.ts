/** The container contract's `serve`, over frames. The compile cache is filled by prepare. */
import { enableCompileCache } from 'node:module'
import path from 'node:path'

if (process.env.KENJA_IMAGE_CACHE) enableCompileCache(path.join(process.env.KENJA_IMAGE_CACHE, 'compiled'))
const { serve } = await import('./serve/server.ts')
try {
  serve()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
