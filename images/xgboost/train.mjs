// The container contract's `train`.
import { startCompileCache } from './compile-cache.mjs'

startCompileCache()
const { trainJob } = await import('./training/train-job.ts')
try {
  process.exitCode = await trainJob()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
