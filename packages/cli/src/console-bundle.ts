/** Builds the console's bundle when it is not there yet: once for each state of its sources. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundleDirectory, MANIFEST } from '../../console/build/bundle-directory.ts'
import type { Config } from '../../server/src/config.ts'
import { inProject } from './project.ts'

/**
 * The console is a comfort: a build that fails is told, and never stops the platform.
 * @param onLine hears each line of progress, and the compiler's words when it fails
 */
export async function buildConsoleBundle(config: Config, onLine: (line: string) => void, signal?: AbortSignal): Promise<void> {
  try {
    if (existsSync(join(bundleDirectory(config.cache), MANIFEST))) return
    const ended = await runBuild(config, onLine, signal)
    if (ended !== 0 && !signal?.aborted) onLine('the console is left out; everything else works. The next ./kenja up tries again.')
  } catch (error) {
    if (!signal?.aborted) onLine(`the console could not be built: ${(error as Error).message}. Everything else works.`)
  }
}

function runBuild(config: Config, onLine: (line: string) => void, signal?: AbortSignal): Promise<number | null> {
  const child = spawn(process.execPath, [inProject('packages/console/build/build.ts')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, KENJA_CACHE: config.cache },
    ...(signal && { signal }),
  })
  let rest = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) onLine(line)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}
