/**
 * The local mirror: files that answer for addresses of the internet, so that runs repeat exactly and classrooms need no network.
 * `<home>/mirror/<host>/<sha256 of path and query>` holds the bytes, the same name with `.url` the address.
 */
import { hash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Mirror {
  /** Whether any address of the host is mirrored; `host` in lower case, with a port only when it is not the scheme's own. */
  hasHost(host: string): boolean
  /** The file for an address, https and http alike. */
  find(host: string, pathAndQuery: string): string | undefined
}

interface Place {
  readonly directory: string
  readonly file: string
}

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/

/** @throws RangeError when it is not an http(s) address. */
function placeOf(home: string, address: string): Place {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || !HOST.test(url.host)) throw new RangeError(`"${address}" is not an http or https address.`)
  return place(home, url.host, url.pathname + url.search)
}

function place(home: string, host: string, pathAndQuery: string): Place {
  const directory = join(home, 'mirror', host)
  return { directory, file: join(directory, hash('sha256', pathAndQuery, 'hex')) }
}

/** From now on, `address` is answered with a copy of `source`. @throws RangeError when it is not an http(s) address. */
export function addToMirror(home: string, address: string, source: string): void {
  const { directory, file } = placeOf(home, address)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  copyFileSync(source, `${file}.new`)
  writeFileSync(`${file}.url`, `${address}\n`)
  renameSync(`${file}.new`, file)
}

/** Returns whether there was such an entry. */
export function removeFromMirror(home: string, address: string): boolean {
  const { directory, file } = placeOf(home, address)
  const was = existsSync(file)
  rmSync(file, { force: true })
  rmSync(`${file}.url`, { force: true })
  if (existsSync(directory) && readdirSync(directory).length === 0) rmSync(directory, { recursive: true })
  return was
}

/** All mirrored addresses with their files. */
export function listMirror(home: string): { readonly address: string; readonly file: string }[] {
  const root = join(home, 'mirror')
  if (!existsSync(root)) return []
  return readdirSync(root)
    .flatMap((host) => readdirSync(join(root, host)).map((name) => join(root, host, name)))
    .filter((file) => file.endsWith('.url') && existsSync(file.slice(0, -4)))
    .map((file) => ({ address: readFileSync(file, 'utf8').trim(), file: file.slice(0, -4) }))
}

/** `carried`: addresses that are answered with files of the project itself, unless the home has a file of its own. */
export function createMirror(home: string, carried: Readonly<Record<string, string>>): Mirror {
  const own = new Map<string, string>()
  const ownHosts = new Set<string>()
  for (const [address, file] of Object.entries(carried)) {
    const url = new URL(address)
    own.set(url.host + url.pathname + url.search, file)
    ownHosts.add(url.host)
  }
  return {
    hasHost: (host) => HOST.test(host) && (ownHosts.has(host) || existsSync(join(home, 'mirror', host))),
    find(host, pathAndQuery) {
      if (!HOST.test(host)) return undefined
      const { file } = place(home, host, pathAndQuery)
      return existsSync(file) ? file : own.get(host + pathAndQuery)
    },
  }
}
