/** model.tar.gz: making it of a directory that a job left, and unpacking one that may come from anywhere. */
import { constants, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, type Header, pack } from 'tar-stream'
import { ARCHIVE } from './limits.ts'

export interface FoundFile {
  /** Below the directory, with `/`. */
  readonly path: string
  readonly size: number
}

/** Regular files below `directory`, sorted; links are never followed, so that a job cannot hand out what lies outside. */
export async function regularFiles(directory: string, below = ''): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  const entries = await readdir(join(directory, below), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) found.push(...(await regularFiles(directory, path)))
    else if (entry.isFile()) found.push({ path, size: (await stat(join(directory, path))).size })
  }
  return found
}

/** Opens a file that must not be a link; a pipe in its place does not block. */
export const openRegular = (path: string): Promise<FileHandle> => open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)

/** Writes the gzipped tar of the directory's files, without a leading directory, to `target`. The same files give the same bytes. */
export async function packDirectory(directory: string, target: string): Promise<void> {
  const tar = pack()
  const writing = pipeline(tar, createGzip(), createWriteStream(target))
  const adding = addFiles(directory, tar).then(
    () => tar.finalize(),
    (error: Error) => tar.destroy(error),
  )
  await Promise.all([writing, adding])
}

async function addFiles(directory: string, tar: ReturnType<typeof pack>): Promise<void> {
  for (const { path } of await regularFiles(directory)) {
    const handle = await openRegular(join(directory, path))
    const { size, mode, mtime } = await handle.stat()
    const header = { name: path, size, mode: mode & 0o777, mtime, type: 'file' } as const
    if (size === 0) {
      await handle.close()
      tar.entry(header, '')
      continue
    }
    // A file cannot grow here: its process is gone.
    await pipeline(handle.createReadStream({ end: size - 1 }), tar.entry(header))
  }
}

/** Why an archive is not unpacked. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

/**
 * Unpacks regular files and directories into an empty directory. Rejects with ArchiveError on anything else in it, on paths that lead outside, on a second
 * member of the same name and beyond the limits; then what was written stays for the caller to delete.
 */
export async function unpackArchive(
  source: Readable,
  directory: string,
  signal?: AbortSignal,
  limits: Readonly<Record<keyof typeof ARCHIVE, number>> = ARCHIVE,
): Promise<void> {
  await mkdir(directory, { recursive: true })
  const count = { packed: 0, unpacked: 0, members: 0 }
  const grow = (bytes: number) => {
    count.unpacked += bytes
    if (count.unpacked > limits.maxBytes) throw new ArchiveError(`it unpacks to more than ${limits.maxBytes} bytes`)
    if (count.unpacked > limits.ratioFloorBytes && count.unpacked > count.packed * limits.maxRatio) {
      throw new ArchiveError(`it unpacks to more than ${limits.maxRatio} times its size`)
    }
  }
  const members = extract()
  const reading = pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        count.packed += chunk.length
        yield chunk
      }
    },
    createGunzip(),
    members,
    ...(signal ? [{ signal }] : []),
  )
  const writing = (async () => {
    for await (const member of members) {
      if (++count.members > limits.maxMembers) throw new ArchiveError(`it has more than ${limits.maxMembers} members`)
      await writeMember(member as AsyncIterable<Buffer>, member.header, directory, limits, grow)
    }
  })().catch((error: Error) => {
    members.destroy(error)
    throw error
  })
  const [wrote, read] = await Promise.allSettled([writing, reading])
  if (wrote.status === 'rejected') throw asArchiveError(wrote.reason)
  if (read.status === 'rejected') throw asArchiveError(read.reason)
}

/** Errors of zlib and tar-stream are the archive's fault; those of the file system and of S3 are not. */
function asArchiveError(error: Error & { code?: string; syscall?: string; httpStatus?: number }): Error {
  if (error instanceof ArchiveError || error.syscall !== undefined || error.httpStatus !== undefined) return error
  return new ArchiveError(error.message)
}

async function writeMember(
  content: AsyncIterable<Buffer>,
  header: Header,
  directory: string,
  limits: Readonly<Record<keyof typeof ARCHIVE, number>>,
  grow: (bytes: number) => void,
): Promise<void> {
  const path = memberPath(header.name, limits)
  const twice = (error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' || error.code === 'ENOTDIR' ? new ArchiveError(`its member "${header.name}" is there twice`) : error
  }
  if (header.type === 'directory') {
    if (path !== '') await mkdir(join(directory, path), { recursive: true }).catch(twice)
    for await (const _ of content) throw new ArchiveError(`its directory "${header.name}" has content`)
    return
  }
  if (header.type !== 'file' && header.type !== 'contiguous-file')
    throw new ArchiveError(`its member "${header.name}" is a ${header.type}, not a regular file or a directory`)
  if (path === '') throw new ArchiveError('it has a file without a name')
  const target = join(directory, path)
  await mkdir(dirname(target), { recursive: true }).catch(twice)
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const handle = await open(target, flags, (header.mode ?? 0) & 0o100 ? 0o755 : 0o644).catch(twice)
  try {
    for await (const chunk of content) {
      grow(chunk.length)
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
}

function memberPath(name: string, limits: Readonly<Record<keyof typeof ARCHIVE, number>>): string {
  if (name.startsWith('/') || name.includes('\0') || Buffer.byteLength(name) > limits.maxPathBytes)
    throw new ArchiveError(`its member "${name.slice(0, 200)}" has no acceptable path`)
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) throw new ArchiveError(`its member "${name}" leads outside`)
  if (segments.length > limits.maxDepth) throw new ArchiveError(`its member "${name.slice(0, 200)}" lies deeper than ${limits.maxDepth} directories`)
  return segments.join('/')
}
