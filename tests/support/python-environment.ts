/** Python environments for real clients in tests: made on demand from pinned requirements, kept in the cache, shared by all tests. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withoutAddresses } from '../../images/notebook/environment.ts'
import { uvSettings } from '../../images/notebook/package-index.ts'
import { readSettings } from '../../images/notebook/settings.ts'
import { readConfig } from '../../packages/server/src/config.ts'

/** Everything in it can be made again. */
export const testCache = process.env.KENJA_TEST_CACHE ?? join(readConfig().cache, 'test')

/** The machine's own Python. */
export const machinePython = 'python3'

const TIMEOUT_MS = 900_000

export type PythonEnvironment = { readonly python: string } | { readonly missing: string }

/** Why a program did not run to its end, in one line without addresses (an index's may carry a password); undefined when it did. */
function trouble(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: TIMEOUT_MS, env })
  if (status === 0) return undefined
  return withoutAddresses(error?.message ?? (stderr.trim().split('\n').at(-1) || `exit status ${status}`))
}

const runs = (command: string, ...args: string[]) => trouble(command, args) === undefined

/** uv from PATH or from where the notebook image keeps it, fetched by pip when it is not there. Undefined: pip itself must do. */
function findUv(): string | undefined {
  if (runs('uv', '--version')) return 'uv'
  const version = readSettings().uv
  const directory = join(readConfig().cache, 'notebook', `uv-${version}`)
  const program = join(directory, 'bin', 'uv')
  if (existsSync(program) && runs(program, '--version')) return program
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--target', directory, `uv==${version}`]
  return runs(machinePython, ...pip) && runs(program, '--version') ? program : undefined
}

function installByUv(uv: string, directory: string, requirements: string): string | undefined {
  const config = spawnSync(machinePython, ['-m', 'pip', 'config', 'list'], { encoding: 'utf8' })
  const env = { ...process.env, ...uvSettings(config.stdout ?? '', process.env), UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1' }
  const interpreter = spawnSync(machinePython, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim()
  return (
    trouble(uv, ['venv', '--quiet', '--relocatable', '--python', interpreter, directory], env) ??
    trouble(uv, ['pip', 'install', '--quiet', '--no-deps', '--python', join(directory, 'bin', 'python'), '-r', requirements], env)
  )
}

const installByPip = (directory: string, requirements: string) =>
  trouble(machinePython, ['-m', 'venv', directory]) ??
  trouble(join(directory, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-input', '-r', requirements])

/**
 * The interpreter of an environment that holds exactly what `folder`/requirements-`name`.txt (`name==version` lines, whole: nothing else is resolved) pins.
 * A changed file makes a new environment. Built beside its place and renamed, so two tests at once do not see half of it.
 * @returns a sentence when it cannot be had here, for `t.skip`
 */
export function pythonEnvironment(folder: string, name: string): PythonEnvironment {
  const requirements = join(folder, `requirements-${name}.txt`)
  const version = spawnSync(machinePython, ['-c', 'import sys; print(sys.version, sys.prefix)'], { encoding: 'utf8' })
  if (version.status !== 0) return { missing: `there is no ${machinePython} on this machine: ${name} was NOT tried` }
  const key = createHash('sha256').update(version.stdout).update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const directory = join(testCache, 'python', `${name}-${key}`)
  const python = join(directory, 'bin', 'python')
  if (existsSync(python)) return { python }
  const partial = `${directory}.${process.pid}`
  mkdirSync(join(testCache, 'python'), { recursive: true })
  try {
    const uv = findUv()
    const failed = uv === undefined ? installByPip(partial, requirements) : installByUv(uv, partial, requirements)
    if (failed !== undefined) return { missing: `${name} cannot be installed here: ${failed}. It was NOT tried` }
    if (!existsSync(python)) renameSync(partial, directory)
    return { python }
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** The machine's Python when it has `module` already. */
export const machineHas = (module: string): PythonEnvironment =>
  runs(machinePython, '-c', `import ${module}`) ? { python: machinePython } : { missing: `${module} is not installed on this machine: it was NOT tried` }
