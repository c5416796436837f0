import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { EngineVersion } from '../versions.ts'
import { engineHome } from './engine-table.ts'

/** `engine.json` beside an installed library: what was checked when it was put there, so that later starts need not hash megabytes again. */
export interface InstalledEngine {
  readonly library: string
  readonly jvmStub?: string
  /** sha256 of the archive's member, as pinned. */
  readonly sha256: string
  /** Size and modification time of every file when it was hashed; a difference makes the copy worthless. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly mtimeMs: number }>>
  /** The Node versions in which the self-test passed: libraries may clash with symbols that a Node exports. */
  readonly testedIn: readonly string[]
}

const record = 'engine.json'

/** The engine in the cache, or undefined when it is missing, changed since it was checked, or damaged. Paths come back absolute. */
export function installedEngine(cache: string, engine: EngineVersion): InstalledEngine | undefined {
  const home = engineHome(cache, engine)
  const file = path.join(home, record)
  if (!existsSync(file)) return undefined
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as InstalledEngine
    for (const [name, { size, mtimeMs }] of Object.entries(found.files)) {
      const now = statSync(path.join(home, name))
      if (now.size !== size || now.mtimeMs !== mtimeMs) return undefined
    }
    return { ...found, library: path.join(home, found.library), ...(found.jvmStub && { jvmStub: path.join(home, found.jvmStub) }) }
  } catch {
    return undefined
  }
}

/** Size and modification time of `names` in `home`, as `InstalledEngine.files` wants them. */
export function fileMarks(home: string, names: readonly string[]): InstalledEngine['files'] {
  return Object.fromEntries(
    names.map((name) => {
      const { size, mtimeMs } = statSync(path.join(home, name))
      return [name, { size, mtimeMs }]
    }),
  )
}

export const recordFile = (home: string): string => path.join(home, record)
