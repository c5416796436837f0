import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import { compileCacheFolder, startCompileCache } from './compile-cache.mjs'
import { runClient } from './engine/run-client.ts'

const stampOf = (cache: string) => path.join(compileCacheFolder(cache), 'stamp')

/** Fills the cache when this image's files or Node have changed since. Without it everything works, only later: a failure is not told. */
export async function warmCompileCache(cache: string): Promise<void> {
  const stamp = `${process.version} ${newestChange(import.meta.dirname)}`
  if (read(stampOf(cache)) === stamp) return
  const { ok } = await runClient(process.execPath, [path.join(import.meta.dirname, 'warm-compile-cache.ts'), cache], { limitMs: 30_000 })
  if (!ok) return
  // Node makes the folder only when it writes there itself, which a NODE_COMPILE_CACHE of the environment prevents.
  mkdirSync(compileCacheFolder(cache), { recursive: true })
  writeFileSync(stampOf(cache), stamp)
}

function newestChange(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|mjs)$/.test(file))
  return Math.max(...files.map((file) => statSync(path.join(folder, file)).mtimeMs))
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  startCompileCache(process.argv[2])
  await Promise.all([import('./engine/install.ts'), import('./training/train-job.ts'), import('./serve/server.ts')])
  flushCompileCache()
}
