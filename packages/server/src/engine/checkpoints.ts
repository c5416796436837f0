/**
 * A training job's checkpoints (CheckpointConfig): restored from S3 before the start, copied to S3 while the job runs and once more when its process is gone.
 * What the job deletes is deleted in S3 too (AWS: "Checkpoints in Amazon SageMaker").
 */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActingAs } from '../operation.ts'
import { parseS3Uri, type S3Location } from '../services/sagemaker/s3-uri.ts'
import { checkpointPath } from '../services/sagemaker/training-job/checkpoint-path.ts'
import type { TrainingJob } from '../services/sagemaker/training-job/training-job.ts'
import { openRegular, regularFiles } from './archive.ts'
import { CHECKPOINT_SYNC_MS } from './limits.ts'
import { describeError, fetchFile, filesUnder } from './stage-inputs.ts'

/** Names that containers and the platform keep for themselves. */
const IGNORED = /\.sagemaker-(ignore|uploading|uploaded)$/

interface Mark {
  readonly size: number
  readonly mtimeMs: number
}
type Known = Readonly<Record<string, Mark>>

const stateFile = (workDirectory: string) => join(workDirectory, 'checkpoints.json')

function placeOf(job: TrainingJob, root: string): { readonly directory: string; readonly location: S3Location } | undefined {
  const config = job.request.CheckpointConfig
  const location = parseS3Uri(config?.S3Uri ?? '')
  if (!config || !location) return undefined
  return {
    directory: join(root, checkpointPath(config)),
    location: { bucket: location.bucket, key: location.key.replace(/\/*$/, location.key === '' ? '' : '/') },
  }
}

/** Fills the local directory before the start. Rejects with the text of a FailureReason. */
export async function restoreCheckpoints(role: ActingAs, job: TrainingJob, root: string, workDirectory: string, signal: AbortSignal): Promise<void> {
  const place = placeOf(job, root)
  if (!place) return
  await mkdir(place.directory, { recursive: true })
  try {
    const files = await filesUnder(role, place.location, signal)
    for (const file of files) await fetchFile(role, file, join(place.directory, file.path), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new Error(`ClientError: Data download failed: ${describeError(error)}`)
  }
  await saveState(workDirectory, await look(place.directory))
}

export interface CheckpointSyncOptions {
  readonly job: TrainingJob
  readonly role: () => ActingAs
  readonly root: string
  readonly workDirectory: string
  /** Hears of a copy that failed; it is tried again. */
  readonly onError: (error: unknown) => void
}

export interface CheckpointSync {
  /** No further copies. */
  stop(): void
  /** Copies what is left, then stops. Rejects with the text of a FailureReason. */
  finish(): Promise<void>
}

/** Copies every few seconds until it is stopped; undefined for a job without CheckpointConfig. What S3 has is remembered on disk, so that a restart can go on. */
export function syncCheckpoints({ job, role, root, workDirectory, onError }: CheckpointSyncOptions): CheckpointSync | undefined {
  const place = placeOf(job, root)
  if (!place) return undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()
  const pass = () => {
    last = last.then(() => copyChanges(role(), place.directory, place.location, workDirectory))
    return last
  }
  const later = () => {
    if (stopped) return
    timer = setTimeout(() => {
      pass()
        .catch((error: unknown) => {
          last = Promise.resolve()
          onError(error)
        })
        .finally(later)
    }, CHECKPOINT_SYNC_MS)
    timer.unref()
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
  }
  later()
  return {
    stop,
    async finish() {
      stop()
      await last.catch(() => undefined)
      last = Promise.resolve()
      await pass().catch((error: unknown) => {
        throw new Error(`ClientError: Artifact upload failed: ${describeError(error)}`)
      })
    },
  }
}

async function copyChanges(role: ActingAs, directory: string, { bucket, key }: S3Location, workDirectory: string): Promise<void> {
  const known = await readState(workDirectory)
  const now = await look(directory)
  for (const [path, mark] of Object.entries(now)) {
    const before = Object.hasOwn(known, path) ? known[path] : undefined
    if (before?.size !== mark.size || before.mtimeMs !== mark.mtimeMs) await put(role, join(directory, path), bucket, key + path)
  }
  for (const path of Object.keys(known)) if (!Object.hasOwn(now, path)) await role.call('s3', 'DeleteObject', { Bucket: bucket, Key: key + path })
  if (JSON.stringify(known) !== JSON.stringify(now)) await saveState(workDirectory, now)
}

async function look(directory: string): Promise<Known> {
  const found: Record<string, Mark> = {}
  for (const { path } of await regularFiles(directory).catch(absent([]))) {
    if (IGNORED.test(path)) continue
    const mark = await stat(join(directory, path)).catch(absent(undefined))
    if (mark) found[path] = { size: mark.size, mtimeMs: mark.mtimeMs }
  }
  return found
}

/** A file may be deleted by the job at any moment. */
const absent =
  <Value>(otherwise: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return otherwise
    throw error
  }

async function put(role: ActingAs, file: string, bucket: string, key: string): Promise<void> {
  const handle = await openRegular(file).catch(absent(undefined))
  if (!handle) return
  const { size } = await handle.stat()
  const body = size === 0 ? Buffer.alloc(0) : handle.createReadStream({ end: size - 1 })
  try {
    await role.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: body, ContentLength: size })
  } finally {
    if (Buffer.isBuffer(body)) await handle.close()
    else body.destroy()
  }
}

async function readState(workDirectory: string): Promise<Known> {
  const text = await readFile(stateFile(workDirectory), 'utf8').catch(absent('{}'))
  return JSON.parse(text) as Known
}

async function saveState(workDirectory: string, known: Known): Promise<void> {
  await writeFile(`${stateFile(workDirectory)}.partial`, JSON.stringify(known))
  await rename(`${stateFile(workDirectory)}.partial`, stateFile(workDirectory))
}
