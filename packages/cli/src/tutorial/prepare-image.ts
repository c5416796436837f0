/** Runs an image's own `prepare` program, as the server would, so that the person sees its progress. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, hostEnvironment } from '../../../server/src/config.ts'
import { inProject } from '../project.ts'
import { PlainError } from '../usage.ts'

/**
 * @param image folder in `images/`
 * @param tag of the repository; empty for images that have none
 * @param words further words for the program
 * @param onLine hears each line of progress
 * @throws PlainError with the program's last line, which says what to do
 */
export async function prepareImage(
  config: Config,
  image: string,
  tag: string,
  version: string,
  onLine: (line: string) => void,
  signal: AbortSignal,
  words: readonly string[] = [],
): Promise<void> {
  const cache = join(config.cache, image)
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  const child = spawn(process.execPath, [inProject('images', image, 'prepare.ts'), ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...hostEnvironment(), KENJA_IMAGE_CACHE: cache, KENJA_IMAGE_TAG: tag, KENJA_IMAGE_VERSION: version },
    signal,
  })
  let rest = ''
  let lastLine = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.trim()) continue
      lastLine = line
      onLine(line)
    }
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new PlainError(rest.trim() || lastLine || `images/${image}/prepare.ts ended with exit code ${code}`)
}
