import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Python } from './find-python.ts'
import { limits } from './limits.ts'
import { packageIndex } from './package-index.ts'
import { PreparationError } from './preparation-error.ts'
import { type ProgramResult, runProgram } from './run-program.ts'
import type { Settings } from './settings.ts'

/** What the preparation answers on stdout: where the environment lies and what a sandbox must show besides it. */
export interface Environment {
  readonly directory: string
  /** The environment's own interpreter. */
  readonly python: string
  readonly pythonVersion: string
  /** Directories outside the environment that it cannot run without, because links in it lead there. */
  readonly needs: readonly string[]
}

/** The environment with the editions that stand beside it. */
export interface Prepared extends Environment {
  readonly editions: readonly { readonly name: string; readonly directory: string }[]
}

const STAMP = 'complete.json'

/** The finished environment in `directory`; undefined when it was never finished, or when the Python it was made with is gone. */
export function findEnvironment(directory: string): Environment | undefined {
  try {
    const environment = JSON.parse(readFileSync(join(directory, STAMP), 'utf8')) as Environment
    realpathSync(environment.python)
    return environment.directory === directory ? environment : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes the environment at its final path, because its scripts carry that path; what an interrupted builder left is removed first.
 * The stamp is written last. Rejects with a PreparationError.
 */
export async function makeEnvironment(
  directory: string,
  settings: Settings,
  python: Python,
  uv: string | undefined,
  say: (line: string) => void,
): Promise<Environment> {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  needDisk(directory, settings)
  await (uv === undefined ? installByPip(directory, settings, python, say) : installByUv(directory, settings, python, uv, say))
  writeKernel(directory, settings)
  const environment = { directory, python: join(directory, 'bin', 'python'), pythonVersion: python.version, needs: outsideUsr(python.prefix) }
  writeFileSync(join(directory, STAMP), JSON.stringify(environment), { flush: true })
  return environment
}

/** What an instance is given: its environment, and the kernels of those editions that have been made. `name` is the kernel's. */
export function withEditions(environment: Environment, cache: string, settings: readonly Settings[]): Prepared {
  const found = settings.flatMap((each) => {
    const edition = findEnvironment(environmentDirectory(cache, each))
    return edition ? [{ name: each.kernel.name, edition }] : []
  })
  const needs = [...environment.needs, ...found.flatMap(({ edition }) => [edition.directory, ...edition.needs])]
  return { ...environment, needs: [...new Set(needs)], editions: found.map(({ name, edition }) => ({ name, directory: edition.directory })) }
}

/** Every sandbox shows /usr. */
const outsideUsr = (prefix: string) => (prefix === '/usr' || prefix.startsWith('/usr/') ? [] : [prefix])

function needDisk(directory: string, { megabytes }: Settings): void {
  const { bavail, bsize } = statfsSync(directory)
  const free = Math.floor((bavail * bsize) / 1e6)
  const needed = megabytes.disk + megabytes.download + megabytes.bytecode
  if (free < needed)
    throw new PreparationError(
      `The notebook environment needs ${needed} MB of free disk at ${directory}, and only ${free} MB are free. Make room, or point KENJA_CACHE at another disk.`,
    )
}

async function installByUv(directory: string, settings: Settings, python: Python, uv: string, say: (line: string) => void): Promise<void> {
  const env = { ...(await packageIndex(python.executable)), UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1' }
  const run = (args: readonly string[]) => runProgram([uv, ...args], { timeoutMs: limits.installMs, env, onLine: (line) => tell(line, say) })
  must(await run(['venv', '--quiet', '--allow-existing', '--python', python.executable, directory]), settings)
  const install = ['pip', 'install', '--python', join(directory, 'bin', 'python'), '--no-deps', '--require-hashes', '--no-build-isolation', '-r']
  must(await run([...install, writeBuildTools(directory, settings)]), settings)
  must(await run([...install, settings.lockFile]), settings)
}

async function installByPip(directory: string, settings: Settings, python: Python, say: (line: string) => void): Promise<void> {
  say('uv is not to be had here: installing by venv and pip, which takes a few minutes longer')
  const venv = await runProgram([python.executable, '-m', 'venv', '--clear', directory], { timeoutMs: limits.installMs })
  if (venv.exitCode !== 0)
    throw new PreparationError(
      `Python ${python.version} on this machine has neither pip nor venv, and there is no uv. Install one of them, for example: apt install python3-venv`,
    )
  const install = [join(directory, 'bin', 'python'), '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--no-compile']
  const run = (file: string) => runProgram([...install, '--no-deps', '--require-hashes', '--no-build-isolation', '-r', file], { timeoutMs: limits.installMs })
  must(await run(writeBuildTools(directory, settings)), settings)
  must(await run(settings.lockFile), settings)
}

/** Two packages come as source. They are built with the lock's own setuptools, so nothing enters that no hash vouches for. */
function writeBuildTools(directory: string, { lockFile }: Settings): string {
  const entry = /^setuptools==(?:.*\\\n)+.*\n/m.exec(readFileSync(lockFile, 'utf8'))?.[0]
  if (entry === undefined) throw new Error(`${lockFile} has no setuptools`)
  const file = join(directory, 'build-tools.txt')
  writeFileSync(file, entry)
  return file
}

function must({ exitCode, stderr }: ProgramResult, { megabytes }: Settings): void {
  if (exitCode === 0) return
  const text = stderr.join('\n')
  const last = withoutAddresses(stderr.findLast((line) => line.trim() !== '') ?? 'no message')
  if (/no space left|ENOSPC|quota exceeded/i.test(text))
    throw new PreparationError(`The disk became full while the notebook environment was made; it needs ${megabytes.disk} MB. (${last})`)
  if (/error sending request|failed to fetch|dns error|connect|timed out|certificate|network|retries/i.test(text)) {
    throw new PreparationError(
      `The Python package index could not be reached, and the notebook environment comes from there. Check the network, or pip's index-url and cert settings. (${last})`,
    )
  }
  throw new PreparationError(`The notebook environment could not be installed: ${last}`)
}

/** An index's address may carry a password. */
export const withoutAddresses = (line: string) => line.replace(/\b[a-z]+:\/\/[^\s`'")]+/gi, '(address)').trim()

function tell(line: string, say: (line: string) => void): void {
  if (/^(Resolved|Prepared|Installed|Downloading)\b/.test(line)) say(line)
}

/** What newer SDKs read before they report to AWS how they are used. */
const NO_TELEMETRY = { SchemaVersion: '1.0', SageMaker: { PythonSDK: { Modules: { TelemetryOptOut: true } } } }

/**
 * Exactly AWS's kernel name, and no other kernel: a notebook made on AWS asks for this one. Writes only what differs: instances may be using the environment.
 */
export function writeKernel(directory: string, { kernel, reportsUse }: Settings): void {
  const kernels = join(directory, 'share', 'jupyter', 'kernels')
  rmSync(join(kernels, 'python3'), { recursive: true, force: true })
  const configuration = join(directory, 'etc', 'sagemaker', 'config.yaml')
  // JSON is YAML.
  if (reportsUse) writeWhereOther(configuration, JSON.stringify(NO_TELEMETRY))
  const argv = [join(directory, 'bin', 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}']
  const env = reportsUse ? { SAGEMAKER_ADMIN_CONFIG_OVERRIDE: configuration } : {}
  const spec = { argv, display_name: kernel.displayName, language: kernel.language, env, metadata: { debugger: true } }
  writeWhereOther(join(kernels, kernel.name, 'kernel.json'), JSON.stringify(spec, undefined, 1))
}

function writeWhereOther(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Directory of the environment that this lock makes. */
export const environmentDirectory = (cache: string, { lockHash }: Settings) => join(cache, lockHash)
