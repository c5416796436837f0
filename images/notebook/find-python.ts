import { limits } from './limits.ts'
import { PreparationError } from './preparation-error.ts'
import { runProgram } from './run-program.ts'

export interface Python {
  /** The interpreter itself, behind links and version managers' shims. */
  readonly executable: string
  /** For example `3.11.2`. */
  readonly version: string
  /** Where its standard library is installed; a sandbox must show this directory. */
  readonly prefix: string
}

/** A version manager's shim, or a Python without its whole standard library, is on PATH and yet does not serve: only trying tells. */
const PROBE = `
import ctypes, hashlib, json, os, sqlite3, ssl, sys, zlib
print(json.dumps({"executable": os.path.realpath(sys.executable), "version": "%d.%d.%d" % sys.version_info[:3], "prefix": os.path.realpath(sys.base_prefix)}))
`

async function probe(command: string): Promise<Python | undefined> {
  const { exitCode, stdout } = await runProgram([command, '-I', '-c', PROBE], { timeoutMs: limits.probeMs })
  return exitCode === 0 ? (JSON.parse(stdout) as Python) : undefined
}

/** Newest first, then whatever the machine calls its Python. */
export function pythonCandidates(supported: readonly string[]): string[] {
  const named = [...supported].reverse().map((version) => `python${version}`)
  return [...named, 'python3', '/usr/bin/python3']
}

const isSupported = (python: Python, supported: readonly string[]) => supported.some((version) => python.version.startsWith(`${version}.`))

/** The first candidate that runs and whose version the lock covers. Rejects with a PreparationError that names what was found instead. */
export async function findPython(supported: readonly string[], candidates: readonly string[] = pythonCandidates(supported)): Promise<Python> {
  const others = new Set<string>()
  for (const candidate of candidates) {
    const python = await probe(candidate)
    if (python && isSupported(python, supported)) return python
    if (python) others.add(python.version)
  }
  const range = `${supported[0]} to ${supported.at(-1)}`
  const found = others.size > 0 ? ` (found only Python ${[...others].join(', ')})` : ''
  throw new PreparationError(
    `Notebooks need Python ${range} with its standard library, and this machine has none${found}. Install one, for example: apt install python3`,
  )
}
