/** Programs in other languages, built on demand for tests; what is built is kept in the cache and built again only when its sources change. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withoutAddresses } from '../../images/notebook/environment.ts'
import { testCache } from './python-environment.ts'

/** A command that runs the client, or a sentence for `t.skip` that says why it was not tried. */
export type Program = { readonly command: readonly [string, ...string[]] } | { readonly missing: string }

export interface Build {
  /** Says itself in the sentence, as "Go". */
  readonly language: string
  /** The toolchain's programs; each must answer to its words. */
  readonly tools: readonly (readonly [string, ...string[]])[]
  /** Sources and lock files; everything that the result depends on besides the toolchain. */
  readonly folder: string
  /** Fetches what the lock files pin. @throws Error when it cannot, which is a reason to skip */
  fetch(tools: Tools): void
  /** Leaves its result in `into`. @throws Error when the sources do not compile: that is a fault of ours */
  compile(tools: Tools, into: string): void
  /** The command for what lies in `from`. */
  command(tools: Tools, from: string): readonly [string, ...string[]]
}

export interface Tools {
  readonly folder: string
  /** Kept between builds: downloads, object files. */
  readonly cache: string
  /** Runs a tool in the folder (or `cwd`). @returns standard output @throws Error with the end of what it said */
  run(command: string, args: readonly string[], more?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }): string
}

const TIMEOUT_MS = 1_500_000

function toolsOf({ folder, language }: Build): Tools {
  const cache = join(testCache, language.toLowerCase())
  mkdirSync(cache, { recursive: true })
  return {
    folder,
    cache,
    run(command, args, { cwd = folder, env = {} } = {}) {
      const { status, stdout, stderr, error } = spawnSync(command, args, {
        cwd,
        env: { ...process.env, ...env },
        encoding: 'utf8',
        timeout: TIMEOUT_MS,
        maxBuffer: 2 ** 26,
      })
      if (status === 0) return stdout
      throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`)
    },
  }
}

/** What each tool says of its version; undefined for one that is not on this machine. */
const versions = (tools: Build['tools']): (string | undefined)[] =>
  tools.map(([command, ...args]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
    return status === 0 ? stdout + stderr : undefined
  })

/** Hash of every file of the folder but its tests. */
function keyOf(folder: string, toolVersions: string): string {
  const hash = createHash('sha256').update(toolVersions)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isFile() && !entry.name.endsWith('.ts')) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  return hash.digest('hex').slice(0, 12)
}

const lastLines = (error: unknown) =>
  withoutAddresses(
    String((error as Error).message)
      .trim()
      .split('\n')
      .slice(-3)
      .join(' '),
  )

/**
 * The program, built when it is not there yet. Beside its place and renamed, so that two tests at once do not see half of it.
 * @throws Error when the sources do not compile
 */
export function builtProgram(build: Build): Program {
  const { language } = build
  const toolVersions = versions(build.tools)
  const absent = build.tools.filter((_, index) => toolVersions[index] === undefined).map(([tool]) => tool)
  if (absent.length > 0) return { missing: `not on this machine: ${absent.join(', ')}. The ${language} client was NOT tried` }
  const tools = toolsOf(build)
  const built = join(tools.cache, `built-${keyOf(build.folder, toolVersions.join(''))}`)
  if (!existsSync(built)) {
    try {
      build.fetch(tools)
    } catch (error) {
      return { missing: `what the ${language} client is made of cannot be fetched here (${lastLines(error)}): it was NOT tried` }
    }
    const partial = `${built}.${process.pid}`
    mkdirSync(partial)
    try {
      build.compile(tools, partial)
      if (!existsSync(built)) renameSync(partial, built)
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }
  return { command: build.command(tools, built) }
}
