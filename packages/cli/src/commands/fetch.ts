import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from '../command.ts'
import { settings } from '../settings.ts'
import { exitCodes, UsageError } from '../usage.ts'

const image = resolve(import.meta.dirname, '../../../../images/xgboost')

interface Manifest {
  readonly repositories: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const command: Command = {
  summary: 'fetch what is otherwise fetched on first use (for working offline)',
  help: `
Usage: ./kenja fetch xgboost [all | TAG …]   [--cache DIR] [--json]

Fetches libxgboost for the tags (all of them unless some are named) into the cache, checks it and tries it out: a later job with that tag needs no network.
Sizes are said before each download: 2 to 6 MB a version with Maven (mvn) on PATH, 110 to 194 MB with pip or uv for 0.90 to 1.7.
A machine without any network: fetch on another one like it and copy the cache directory (~/.cache/kenja), or put the archives named in
docs/xgboost.md into a folder and name it in KENJA_ENGINE_ARCHIVES.
`,
  words: 32,
  async run(flags, [what, ...tags]) {
    const { cache } = settings(flags)
    if (what !== 'xgboost') throw new UsageError('say what to fetch: ./kenja fetch xgboost all')
    const results = []
    for (const [tag, version] of chosen(tags)) {
      const failure = await prepare(tag, version, join(cache, 'xgboost'), flags.json === true)
      results.push({ tag, version, ready: failure === undefined, ...(failure !== undefined && { failure }) })
      if (!flags.json) process.stdout.write(failure === undefined ? `${tag}: ready\n` : `${tag}: ${failure}\n`)
    }
    if (flags.json) process.stdout.write(`${JSON.stringify(results)}\n`)
    return results.every(({ ready }) => ready) ? exitCodes.done : exitCodes.failed
  },
}

/** Tags with the versions that they stand for; `latest` and `1` are one version and fetched once. @throws UsageError for a tag that the image has not */
function chosen(tags: readonly string[]): [tag: string, version: string][] {
  const { repositories } = JSON.parse(readFileSync(join(image, 'image.json'), 'utf8')) as Manifest
  const known = new Map(Object.values(repositories).flatMap((entries) => Object.entries(entries)))
  if (tags.length === 0 || tags.includes('all')) return [...new Map([...known].map(([tag, version]) => [version, tag]))].map(([version, tag]) => [tag, version])
  return tags.map((tag) => {
    const version = known.get(tag)
    if (version === undefined) throw new UsageError(`XGBoost has no tag "${tag}" here; it has ${[...known.keys()].join(', ')}`)
    return [tag, version]
  })
}

/** Runs the image's own prepare, as a first job would; answers its last line when it failed. */
function prepare(tag: string, version: string, cache: string, quiet: boolean): Promise<string | undefined> {
  mkdirSync(cache, { recursive: true })
  const env = { ...process.env, KENJA_IMAGE_VERSION: version, KENJA_IMAGE_TAG: tag, KENJA_IMAGE_CACHE: cache }
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(image, 'prepare.ts')], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (!quiet) process.stderr.write(text)
    })
    child.on('error', (error) => done(error.message))
    child.on('close', (code) => done(code === 0 ? undefined : said.trim().split('\n').at(-1) || `its program ended with exit code ${code}`))
  })
}
