import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from './limits.ts'
import { runProgram } from './run-program.ts'

const runs = async (uv: string) => (await runProgram([uv, '--version'], { timeoutMs: limits.probeMs })).exitCode === 0

/** uv from PATH, from an earlier run, or by the machine's own pip, which knows the machine's package index. Undefined when none of these works. */
export async function getUv(python: string, version: string, cache: string, say: (line: string) => void): Promise<string | undefined> {
  if (await runs('uv')) return 'uv'
  const directory = join(cache, `uv-${version}`)
  const program = join(directory, 'bin', 'uv')
  if (existsSync(program) && (await runs(program))) return program
  say(`Fetching uv ${version} (18 MB) by pip`)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const pip = [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--target', directory, `uv==${version}`]
  const { exitCode } = await runProgram(pip, { timeoutMs: limits.fetchUvMs })
  return exitCode === 0 && (await runs(program)) ? program : undefined
}
