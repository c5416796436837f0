import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { EngineVersion } from '../versions.ts'

/** One published archive that holds the library of an engine. */
export interface EngineSource {
  /** The ordinary client that fetches it: Python's installer (uv or pip) or Maven. */
  readonly client: 'pip' | 'maven'
  /** Package name; for Maven `group/path/artifact`. */
  readonly name: string
  readonly version: string
  /** File name of the archive as published. */
  readonly file: string
  /** Download size in megabytes, where measured. */
  readonly megabytes?: number
  /** Of the archive. */
  readonly sha256: string
  /** Members to keep and their sha256; the first one is the library. */
  readonly members: Readonly<Record<string, string>>
  /** The Maven libraries name libjvm.so as needed but use no symbol of it. */
  readonly needsJvmStub?: boolean
}

type EngineTable = Readonly<Record<string, Readonly<Record<string, readonly EngineSource[]>>>>

let table: EngineTable | undefined

/** The sources of an engine for a platform (`linux-x64`, …), best first; none when there is no library for it. */
export function engineSources(engine: EngineVersion, platform: string = `${process.platform}-${process.arch}`): readonly EngineSource[] {
  table ??= JSON.parse(readFileSync(path.join(import.meta.dirname, '..', 'engines.json'), 'utf8')) as EngineTable
  return table[engine]?.[platform] ?? []
}

/** Where an engine lies in the cache once it is installed. */
export function engineHome(cache: string, engine: EngineVersion): string {
  return path.join(cache, `engine-${engine}`)
}
