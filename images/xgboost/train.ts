/** The container contract's `train`. */
import { useCompileCache } from './compile-cache.ts'

useCompileCache()
const { trainJob } = await import('./training/train-job.ts')
try {
  process.exitCode = await trainJob()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
