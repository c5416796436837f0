/** The container contract's `train`. The compile cache, filled by prepare, spares the start 60 ms of type stripping. */
import { enableCompileCache } from 'node:module'
import path from 'node:path'

if (process.env.KENJA_IMAGE_CACHE) enableCompileCache(path.join(process.env.KENJA_IMAGE_CACHE, 'compiled'))
const { trainJob } = await import('./training/train-job.ts')
process.exitCode = await trainJob()
