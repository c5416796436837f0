/** Uploads of this tab: one after the other, large files in parts, three parts at once; they can be paused and go on where they were. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { s3 } from '../../../aws/s3.ts'
import { createStore } from '../../../lib/store.ts'
import { partSize } from './part-size.ts'

export interface Upload {
  readonly id: number
  readonly bucket: string
  readonly key: string
  readonly file: File
  readonly state: 'waiting' | 'running' | 'paused' | 'done' | 'failed'
  readonly sentBytes: number
  readonly error?: unknown
}

interface Progress {
  uploadId?: string
  readonly parts: Map<number, string>
}

export const uploads = createStore<readonly Upload[]>([])
const progresses = new Map<number, Progress>()
const aborts = new Map<number, AbortController>()
let count = 0
let running = false
const PARALLEL = 3

const change = (id: number, part: Partial<Upload>) => uploads.set(uploads.get().map((one) => (one.id === id ? { ...one, ...part } : one)))

export function addUploads(bucket: string, prefix: string, files: readonly File[]): void {
  const added = files.map(
    (file): Upload => ({ id: ++count, bucket, key: prefix + (file.webkitRelativePath || file.name), file, state: 'waiting', sentBytes: 0 }),
  )
  uploads.set([...uploads.get(), ...added])
  void run()
}

export function pauseUpload(id: number): void {
  change(id, { state: 'paused' })
  aborts.get(id)?.abort()
}

export function resumeUpload(id: number): void {
  change(id, { state: 'waiting' })
  void run()
}

/** What was sent of it is thrown away. */
export async function cancelUpload({ id, bucket, key }: Upload): Promise<void> {
  aborts.get(id)?.abort()
  uploads.set(uploads.get().filter((one) => one.id !== id))
  const UploadId = progresses.get(id)?.uploadId
  progresses.delete(id)
  if (UploadId)
    await s3()
      .send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId }))
      .catch(() => undefined)
}

export const clearFinished = (): void => uploads.set(uploads.get().filter(({ state }) => state !== 'done'))

/** Leaving the page would end what is under way: the browser asks first. */
addEventListener('beforeunload', (event) => {
  if (uploads.get().some(({ state }) => state === 'running' || state === 'waiting')) event.preventDefault()
})

async function run(): Promise<void> {
  if (running) return
  running = true
  for (;;) {
    const next = uploads.get().find(({ state }) => state === 'waiting')
    if (!next) break
    await send(next)
  }
  running = false
}

async function send(upload: Upload): Promise<void> {
  const { id } = upload
  const abort = new AbortController()
  aborts.set(id, abort)
  change(id, { state: 'running' })
  try {
    if (upload.file.size <= partSize(upload.file.size)) await sendWhole(upload, abort.signal)
    else await sendParts(upload, abort.signal)
    progresses.delete(id)
    change(id, { state: 'done', sentBytes: upload.file.size })
  } catch (error) {
    if (!abort.signal.aborted) change(id, { state: 'failed', error })
  }
  aborts.delete(id)
}

const typeOf = (file: File) => (file.type ? { ContentType: file.type } : {})

async function sendWhole({ bucket, key, file }: Upload, abortSignal: AbortSignal): Promise<void> {
  await s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: new Uint8Array(await file.arrayBuffer()), ...typeOf(file) }), { abortSignal })
}

async function sendParts({ id, bucket, key, file }: Upload, abortSignal: AbortSignal): Promise<void> {
  const size = partSize(file.size)
  const progress = progresses.get(id) ?? { parts: new Map<number, string>() }
  progresses.set(id, progress)
  const place = { Bucket: bucket, Key: key }
  progress.uploadId ??= (await s3().send(new CreateMultipartUploadCommand({ ...place, ...typeOf(file) }), { abortSignal })).UploadId as string
  const UploadId = progress.uploadId
  const missing = Array.from({ length: Math.ceil(file.size / size) }, (_, at) => at + 1).filter((number) => !progress.parts.has(number))
  const worker = async () => {
    for (let PartNumber = missing.shift(); PartNumber !== undefined; PartNumber = missing.shift()) {
      const Body = new Uint8Array(await file.slice((PartNumber - 1) * size, PartNumber * size).arrayBuffer())
      const { ETag = '' } = await s3().send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }), { abortSignal })
      progress.parts.set(PartNumber, ETag)
      change(id, { sentBytes: Math.min(progress.parts.size * size, file.size) })
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  const Parts = [...progress.parts].sort(([a], [b]) => a - b).map(([PartNumber, ETag]) => ({ PartNumber, ETag }))
  await s3().send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }), { abortSignal })
}
