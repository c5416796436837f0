import { limits } from './limits.ts'
import { runProgram } from './run-program.ts'

/** What pip calls a setting, and how uv is told the same. uv does not read pip's settings by itself, and a company's mirror stands only there. */
const SETTINGS: Readonly<Record<string, string>> = {
  'index-url': 'UV_DEFAULT_INDEX',
  'extra-index-url': 'UV_INDEX',
  'find-links': 'UV_FIND_LINKS',
  'trusted-host': 'UV_INSECURE_HOST',
  cert: 'SSL_CERT_FILE',
}

/**
 * Translates the output of `pip config list` (`global.index-url='…'`, `:env:.cert='…'`). Later lines win as in pip, whose list ends with what counts most;
 * what the user told uv already stands above both.
 */
export function uvSettings(pipConfig: string, env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found: Record<string, string> = {}
  const ranks: Record<string, number> = {}
  for (const line of pipConfig.split('\n')) {
    const match = /^(:env:|global|user|site|install)\.([a-z-]+)=(['"])(.*)\3$/.exec(line.trim())
    const name = match?.[2] === undefined ? undefined : SETTINGS[match[2]]
    if (!match || name === undefined) continue
    const rank = ['global', 'user', 'site', 'install', ':env:'].indexOf(match[1] as string)
    if (rank < (ranks[name] ?? -1)) continue
    ranks[name] = rank
    found[name] = (match[4] as string).replaceAll('\\n', ' ').trim()
  }
  return Object.fromEntries(Object.entries(found).filter(([name, value]) => value !== '' && env[name] === undefined))
}

/** uv's environment for the index that this machine's pip uses; empty when pip has no settings or is not there. Holds secrets at times: never print it. */
export async function packageIndex(python: string): Promise<Record<string, string>> {
  const { exitCode, stdout } = await runProgram([python, '-m', 'pip', 'config', 'list'], { timeoutMs: limits.probeMs })
  return exitCode === 0 ? uvSettings(stdout, process.env) : {}
}
