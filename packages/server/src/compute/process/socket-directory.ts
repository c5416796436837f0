/** Short directories for Unix sockets, whose paths the kernel limits to 107 bytes. */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAX_SOCKET_PATH_BYTES, SOCKET_NAME_BYTES } from '../limits.ts'

const HASH_LENGTH = 12
const short = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH)

/** Ours alone, and really a directory: a name under the system's temporary directory could be laid there by someone else. */
function ownDirectory(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`The directory ${path} belongs to someone else. Remove it, or set TMPDIR to another directory.`)
  chmodSync(path, 0o700)
  return path
}

/**
 * Where all socket directories of a home lie: `<home>/run/t`, or, when that is too long, a directory of our own under the system's temporary
 * directory. `<home>/run/t` is then a symbolic link to it, so that the next server finds the same one, whatever TMPDIR it has.
 */
export function socketBase(home: string): string {
  const near = join(home, 'run', 't')
  if (Buffer.byteLength(near) + 1 + HASH_LENGTH + 1 + SOCKET_NAME_BYTES < MAX_SOCKET_PATH_BYTES) return ownDirectory(near)
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 })
  try {
    return ownDirectory(readlinkSync(near))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const far = ownDirectory(join(tmpdir(), `kenja-${short(home)}`))
  symlinkSync(far, near)
  return far
}

/** A task's directory for sockets; made when it is not there. */
export function socketDirectoryOf(base: string, id: string): string {
  return ownDirectory(join(base, short(id)))
}

/** Where the gateway should listen for sandboxes: alone in its directory, because a sandbox sees that directory (a file would be the old socket after a restart). */
export function gatewaySocketPath(home: string): string {
  return join(ownDirectory(join(socketBase(home), 'gateway')), 'gateway.sock')
}
