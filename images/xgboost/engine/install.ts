import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { EngineVersion } from '../versions.ts'
import { type EngineSource, engineHome, engineSources } from './engine-table.ts'
import { fileMarks, type InstalledEngine, installedEngine, recordFile } from './installed.ts'
import { emptySharedObject } from './jvm-stub.ts'
import { type Members, ObtainError, obtain } from './obtain.ts'
import { runClient } from './run-client.ts'

const SELF_TEST_LIMIT_MS = 60_000
const node = () => `${process.version} ${process.platform}-${process.arch}`

/**
 * Makes sure that an engine is in the cache and has passed its self-test in this Node. Quick when it has: files are compared by size and time, not hashed again.
 * @throws Error whose message tells what to do.
 */
export async function ensureEngine(cache: string, version: EngineVersion, say: (line: string) => void): Promise<InstalledEngine> {
  const found = installedEngine(cache, version)
  if (found?.testedIn.includes(node())) return found
  if (found) {
    await selfTest(engineHome(cache, version), version)
    return markTested(cache, version, found)
  }
  const sources = engineSources(version)
  if (sources.length === 0) throw new Error(noLibrary(version))
  mkdirSync(cache, { recursive: true })
  const troubles: string[] = []
  // What the user brought goes before what must be fetched.
  const ordered = [...sources.filter((source) => triesByHand(source)), ...sources.filter((source) => !triesByHand(source))]
  for (const source of ordered) {
    try {
      return await installFrom(cache, version, source, say)
    } catch (error) {
      troubles.push((error as Error).message)
      say((error as Error).message)
    }
  }
  throw new Error(
    `XGBoost ${version} could not be set up: ${troubles.join(' ')} Check the network, or put ${sources.map((source) => source.file).join(' or ')} into a folder and name it in KENJA_ENGINE_ARCHIVES.`,
  )
}

const triesByHand = (source: EngineSource) => {
  const folder = process.env.KENJA_ENGINE_ARCHIVES
  return folder !== undefined && existsSync(path.join(folder, source.file))
}

function noLibrary(version: EngineVersion): string {
  const platform = `${process.platform}-${process.arch}`
  const others = (['1.7', '3.2'] as const).filter((other) => engineSources(other).length > 0)
  const instead = others.length > 0 ? ` Take sagemaker-xgboost:${others.map((other) => `${other === '1.7' ? '1.7-1' : '3.2-0'}`).join(' or ')} instead.` : ''
  return `There is no library of XGBoost ${version} for ${platform}.${instead}`
}

async function installFrom(cache: string, version: EngineVersion, source: EngineSource, say: (line: string) => void): Promise<InstalledEngine> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'kenja-xgboost-'))
  // In the cache itself, so that the last step is a rename within one file system.
  const partial = mkdtempSync(path.join(cache, '.partial-'))
  try {
    const members = await obtain(source, scratch, say)
    lay(source, members, partial)
    // A sandbox may map the user to another one, who must still be able to read the library.
    chmodSync(partial, 0o755)
    await selfTest(partial, version)
    say(`XGBoost ${version} is ready`)
    return moveIntoPlace(cache, version, partial)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
    rmSync(partial, { recursive: true, force: true })
  }
}

function lay(source: EngineSource, members: Members, folder: string): void {
  for (const [member, digest] of Object.entries(source.members)) {
    const bytes = members.get(member) as Buffer
    if (createHash('sha256').update(bytes).digest('hex') !== digest) throw new ObtainError(`${member} in ${source.file} differs from the pinned one.`)
    const file = path.join(folder, member)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, bytes, { mode: 0o555, flush: true })
  }
  const library = Object.keys(source.members)[0] as string
  const names = Object.keys(source.members)
  const jvmStub = source.needsJvmStub ? 'libjvm.so' : undefined
  if (jvmStub) {
    writeFileSync(path.join(folder, jvmStub), emptySharedObject('libjvm.so'))
    names.push(jvmStub)
  }
  const record: InstalledEngine = {
    library,
    ...(jvmStub && { jvmStub }),
    sha256: source.members[library] as string,
    files: fileMarks(folder, names),
    testedIn: [node()],
  }
  writeFileSync(recordFile(folder), JSON.stringify(record, null, 2), { flush: true })
}

function moveIntoPlace(cache: string, version: EngineVersion, partial: string): InstalledEngine {
  const home = engineHome(cache, version)
  if (!installedEngine(cache, version)) {
    rmSync(home, { recursive: true, force: true })
    try {
      renameSync(partial, home)
    } catch (error) {
      // Another process may have been faster; its copy is as good.
      if (!installedEngine(cache, version)) throw error
    }
  }
  return installedEngine(cache, version) as InstalledEngine
}

/** A short training in a child: an ABI clash kills the process that loads the library, so that must not be this one. */
async function selfTest(home: string, version: EngineVersion): Promise<void> {
  const program = path.join(import.meta.dirname, 'self-test.ts')
  const result = await runClient(process.execPath, [program, home, version], { limitMs: SELF_TEST_LIMIT_MS })
  if (!result.ok) throw new Error(`XGBoost ${version} does not work in Node ${process.version} on this machine: ${result.tail || 'its self-test was killed'}.`)
}

function markTested(cache: string, version: EngineVersion, found: InstalledEngine): InstalledEngine {
  const home = engineHome(cache, version)
  const relative = { ...found, library: path.relative(home, found.library), ...(found.jvmStub && { jvmStub: path.relative(home, found.jvmStub) }) }
  const partial = `${recordFile(home)}.${process.pid}`
  writeFileSync(partial, JSON.stringify({ ...relative, testedIn: [...found.testedIn, node()].slice(-8) }, null, 2))
  renameSync(partial, recordFile(home))
  return found
}
