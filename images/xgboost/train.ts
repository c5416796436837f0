/** The container contract's `train`. */
import { startCompileCache } from './compile-cache.ts'

startCompileCache()
const { trainJob } = await import('./training/train-job.ts')
try {
  process.exitCode = await trainJob()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
