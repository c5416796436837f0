/**
 * Makes the notebook environment, once per user and lock file; quick when it stands.
 *
 *   KENJA_IMAGE_CACHE=<directory> node prepare.ts [--edition v1|v3] [--check]
 *
 * stderr: one line of progress at a time; after a failure the last line says what to do. stdout: one line of JSON, `Prepared` of environment.ts.
 * `--edition` makes the environment of another edition of the SageMaker SDK; from then on the answer of the main one names it, and instances have its kernel.
 * `--check` makes nothing: it answers `null` and what would be fetched when there is no environment yet.
 * Exit code 0: the environment stands (or was looked for); 1: it could not be made.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withBuildLock } from './build-lock.ts'
import { compileBytecode } from './compile-bytecode.ts'
import { type Environment, environmentDirectory, findEnvironment, makeEnvironment, withEditions, writeKernel } from './environment.ts'
import { findPython } from './find-python.ts'
import { getUv } from './get-uv.ts'
import { limits } from './limits.ts'
import { PreparationError } from './preparation-error.ts'
import { endWithChildren } from './run-program.ts'
import { editionNames, readSettings, type Settings } from './settings.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

async function prepare(cache: string, settings: Settings): Promise<Environment> {
  const directory = environmentDirectory(cache, settings)
  const there = findEnvironment(directory)
  if (there) {
    writeKernel(directory, settings)
    return there
  }
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  const onWait = () => say('Waiting: the notebook environment is being made by another process')
  return withBuildLock(join(cache, `${settings.lockHash}.lock`), limits.lockPollMs, onWait, async () => {
    const made = findEnvironment(directory)
    if (made) return made
    const { download, disk } = settings.megabytes
    const python = await findPython(settings.pythons)
    say(
      `Making the notebook environment with Python ${python.version} and the SageMaker SDK ${settings.sdk}: about ${download} MB to fetch, ${disk} MB on the disk, once per user`,
    )
    const uv = await getUv(python.executable, settings.uv, cache, say)
    const environment = await makeEnvironment(directory, settings, python, uv, say)
    say('The notebook environment stands')
    return environment
  })
}

async function main(): Promise<void> {
  const cache = process.env.KENJA_IMAGE_CACHE
  if (!cache) throw new PreparationError('KENJA_IMAGE_CACHE must name the directory for the notebook environment.')
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, edition: { type: 'string' } } })
  const settings = readSettings(values.edition)
  if (values.check) {
    const there = findEnvironment(environmentDirectory(cache, settings))
    process.stdout.write(`${JSON.stringify({ environment: there ?? null, megabytes: settings.megabytes, pythons: settings.pythons })}\n`)
    return
  }
  const environment = await prepare(cache, settings)
  compileBytecode(environment)
  const editions = editionNames().map((name) => readSettings(name))
  process.stdout.write(`${JSON.stringify(withEditions(environment, cache, editions))}\n`)
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, endWithChildren)

main().catch((error: unknown) => {
  const isOurs = error instanceof PreparationError
  if (!isOurs && error instanceof Error && error.stack) say(error.stack)
  const sentence =
    (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? 'The disk became full while the notebook environment was made. Make room and start the notebook instance again.'
      : String((error as Error).message)
  say(sentence)
  process.exitCode = 1
})
