/** A training job's inputs: from S3, with the role's rights, to files under /opt/ml/input/data. */
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Channel } from '@aws-sdk/client-sagemaker'
import type { ActingAs } from '../operation.ts'
import { parseS3Uri, type S3Location } from '../services/sagemaker/s3-uri.ts'
import { MAX_MANIFEST_BYTES, MAX_STAGED_OBJECTS } from './limits.ts'

/** Downloads at a time: enough to hide the latency of many small objects. */
const PARALLEL = 8

export interface StagedFile extends S3Location {
  /** Below the channel's directory, with `/`. */
  readonly path: string
}

/** Which part of a channel's objects a host gets: each `count`-th, from the `index`-th on. */
export interface Share {
  readonly index: number
  readonly count: number
}

/** Fills `<dataDirectory>/<channel>` and answers its files in S3's order. Rejects with the text of a FailureReason, or with the signal's reason when it was cancelled. */
export async function stageChannel(role: ActingAs, channel: Channel, dataDirectory: string, signal: AbortSignal, share?: Share): Promise<StagedFile[]> {
  const name = channel.ChannelName ?? ''
  const directory = join(dataDirectory, name)
  await mkdir(directory, { recursive: true })
  try {
    const all = await filesOf(role, channel, directory, signal)
    if (all.length === 0) throw new Error(`No S3 objects found under S3 URL "${channel.DataSource?.S3DataSource?.S3Uri}" of channel "${name}"`)
    const files = share ? all.filter((_, place) => place % share.count === share.index) : all
    const queue = files.values()
    const worker = async () => {
      for (const file of queue) await fetchFile(role, file, join(directory, file.path), signal)
    }
    await Promise.all(Array.from({ length: Math.min(PARALLEL, files.length) }, worker))
    return files
  } catch (error) {
    signal.throwIfAborted()
    throw new Error(`ClientError: Data download failed: ${describeError(error)}`)
  }
}

/** A ServiceError as AWS's tools print it: `NoSuchKey (404): The specified key does not exist.` */
export function describeError(error: unknown): string {
  const { code, httpStatus, message } = error as { code?: string; httpStatus?: number; message: string }
  return code !== undefined && httpStatus !== undefined ? `${code} (${httpStatus}): ${message}` : message
}

/** The objects that a channel names, without fetching them. A manifest is kept at `<directory>-manifest`. */
export async function filesOf(role: ActingAs, channel: Channel, directory: string, signal: AbortSignal): Promise<StagedFile[]> {
  const source = channel.DataSource?.S3DataSource
  const location = parseS3Uri(source?.S3Uri ?? '')
  if (!location) throw new Error(`"${source?.S3Uri}" is no S3 URL`)
  if (source?.S3DataType === 'ManifestFile') return manifestFiles(role, location, `${directory}-manifest`)
  return filesUnder(role, location, signal)
}

/** The objects whose keys begin with the location's. */
export async function filesUnder(role: ActingAs, location: S3Location, signal: AbortSignal): Promise<StagedFile[]> {
  const files: StagedFile[] = []
  let token: string | undefined
  do {
    signal.throwIfAborted()
    const page = await role.call<ObjectPage>('s3', 'ListObjectsV2', {
      Bucket: location.bucket,
      Prefix: location.key,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    })
    for (const { Key } of page.Contents ?? []) {
      // A key that ends with a slash is a folder's marker, made by consoles: no file.
      if (Key && !Key.endsWith('/')) files.push({ bucket: location.bucket, key: Key, path: safePath(pathUnderPrefix(Key, location.key)) })
    }
    if (files.length > MAX_STAGED_OBJECTS) throw new Error(`More than ${MAX_STAGED_OBJECTS} objects under "s3://${location.bucket}/${location.key}"`)
    token = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (token !== undefined)
  return files
}

interface ObjectPage {
  readonly Contents?: readonly { readonly Key?: string }[]
  readonly IsTruncated?: boolean
  readonly NextContinuationToken?: string
}

/**
 * The prefix is a plain beginning of keys: `data/train` finds `data/train/a.csv` (staged as `a.csv`), `data/train` itself (staged by its basename) and
 * `data/train-2.csv` (staged by the part after the prefix's last slash).
 */
export function pathUnderPrefix(key: string, prefix: string): string {
  const rest = key.slice(prefix.length)
  if (rest !== '' && (prefix === '' || prefix.endsWith('/'))) return rest
  if (rest.startsWith('/')) return rest.slice(1)
  return key.slice(prefix.lastIndexOf('/') + 1)
}

/** Keys are strangers' text: nothing may leave the channel's directory. */
function safePath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.length === 0 || segments.some((segment) => segment === '.' || segment === '..' || segment.includes('\0'))) {
    throw new Error(`The object key "${path}" cannot be a file's path`)
  }
  return segments.join('/')
}

/** `[{"prefix": "s3://bucket/some/"}, "a.csv", "more/b.csv", …]` */
async function manifestFiles(role: ActingAs, location: S3Location, copy: string): Promise<StagedFile[]> {
  const { Body } = await role.call<{ Body: Readable }>('s3', 'GetObject', { Bucket: location.bucket, Key: location.key })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of Body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_MANIFEST_BYTES) throw new Error(`The manifest is larger than ${MAX_MANIFEST_BYTES} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  const [head, ...names] = parseManifest(text)
  const prefix = parseS3Uri((head as { prefix?: string } | undefined)?.prefix ?? '')
  if (!prefix || names.some((name) => typeof name !== 'string')) throw new Error(MALFORMED_MANIFEST)
  await writeFile(copy, text)
  return (names as string[]).map((name) => ({ bucket: prefix.bucket, key: prefix.key + name, path: safePath(name) }))
}

const MALFORMED_MANIFEST = 'The manifest must be a JSON array of {"prefix": "s3://…"} followed by strings'

function parseManifest(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed)) return parsed
  } catch {
    // Said below.
  }
  throw new Error(MALFORMED_MANIFEST)
}

export async function fetchFile(role: ActingAs, { bucket, key }: S3Location, path: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { Body } = await role.call<{ Body: Readable }>('s3', 'GetObject', { Bucket: bucket, Key: key })
  await mkdir(dirname(path), { recursive: true })
  await pipeline(Body, createWriteStream(path, { flags: 'wx' }), { signal })
}
