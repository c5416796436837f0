/** The work of a batch transform job: every object under its input, through the model, to an object of its own under its output. */
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ActingAs } from '../../operation.ts'
import type { TransformJob } from '../../services/sagemaker/transform-job/transform-job.ts'
import type { FrameAnswer, FrameClient } from '../frame-client.ts'
import { putFile } from '../put-file.ts'
import { describeError, filesOf, type StagedFile } from '../stage-inputs.ts'
import { type Processing, processingOf } from './data-processing.ts'
import { PayloadRefused, transformObject } from './transform-object.ts'

const MIB = 1024 * 1024
/** AWS's defaults where neither the request nor the container says anything; MaxPayloadInMB 0 means as much as there is, which has this bound. */
const DEFAULTS = { concurrent: 1, payloadMb: 6, mostMb: 100, timeoutS: 600, retries: 3 } as const
/** Objects on their way at the same time, whatever the container allows. */
const MOST_OBJECTS = 8

export interface TransformObjectsParts {
  readonly job: TransformJob
  readonly role: ActingAs
  readonly client: FrameClient
  /** For results that are not yet in S3. */
  readonly scratch: string
  readonly signal: AbortSignal
  /** For the job's data log. */
  tell(line: string): void
}

interface Settings {
  readonly concurrent: number
  readonly maxBytes: number
  readonly single: boolean
  readonly timeoutMs: number
  readonly retries: number
  readonly contentType: string | undefined
  readonly accept: string | undefined
  readonly processing: Processing | undefined
}

/** Rejects with the text of a FailureReason. Objects that went well stay in S3; doing all of it again writes the same bytes to the same keys. */
export async function transformObjects(parts: TransformObjectsParts): Promise<void> {
  const { job, role, scratch, signal } = parts
  const settings = await settingsOf(job, parts.client)
  await rm(scratch, { recursive: true, force: true })
  await mkdir(scratch, { recursive: true })
  const channel = { ChannelName: 'input', DataSource: { S3DataSource: job.request.TransformInput?.DataSource?.S3DataSource } }
  const files = await filesOf(role, channel as never, join(scratch, 'input'), signal).catch((error: Error) => {
    signal.throwIfAborted()
    throw new Error(`ClientError: ${error.message}`)
  })
  const workers = Math.max(1, Math.min(settings.concurrent, files.length, MOST_OBJECTS))
  const each = { ...settings, concurrent: Math.max(1, Math.floor(settings.concurrent / workers)) }
  const queue = files.entries()
  let failure: string | undefined
  const worker = async () => {
    for (const [number, file] of queue) {
      const reason = await transformFile(parts, each, file, join(scratch, String(number)))
      failure ??= reason
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  if (failure !== undefined) throw new Error(failure)
}

/** What the request says, else the container (`/execution-parameters`), else AWS's defaults. */
async function settingsOf({ request }: TransformJob, client: FrameClient): Promise<Settings> {
  const own = await client
    .request({ path: '/execution-parameters' }, new Uint8Array(0), 2_000)
    .then(({ head, body }) => (head.status === 200 ? (JSON.parse(body.toString('utf8')) as Record<string, unknown>) : {}))
    .catch(() => ({}) as Record<string, unknown>)
  const number = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : undefined)
  const payloadMb = request.MaxPayloadInMB ?? number(own.MaxPayloadInMB) ?? DEFAULTS.payloadMb
  const strategy = request.BatchStrategy ?? (own.BatchStrategy === 'SINGLE_RECORD' ? 'SingleRecord' : 'MultiRecord')
  const { ContentType: contentType } = request.TransformInput ?? {}
  return {
    concurrent: Math.max(1, request.MaxConcurrentTransforms || number(own.MaxConcurrentTransforms) || DEFAULTS.concurrent),
    maxBytes: (payloadMb === 0 ? DEFAULTS.mostMb : Math.min(payloadMb, DEFAULTS.mostMb)) * MIB,
    single: strategy === 'SingleRecord',
    timeoutMs: (request.ModelClientConfig?.InvocationsTimeoutInSeconds ?? DEFAULTS.timeoutS) * 1000,
    retries: request.ModelClientConfig?.InvocationsMaxRetries ?? DEFAULTS.retries,
    contentType,
    accept: request.TransformOutput?.Accept,
    processing: processingOf(request.DataProcessing, (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''),
  }
}

/** Undefined when the object's result is in S3; else why the job fails. Rejects only when the job is cancelled. */
async function transformFile(parts: TransformObjectsParts, settings: Settings, file: StagedFile, scratch: string): Promise<string | undefined> {
  const { job, role, signal } = parts
  try {
    signal.throwIfAborted()
    const { Body } = await role.call<{ Body: Readable }>('s3', 'GetObject', { Bucket: file.bucket, Key: file.key })
    const output = await open(scratch, 'w')
    try {
      await transformObject({
        body: Body,
        output,
        packing: settings,
        split: job.request.TransformInput?.SplitType === 'Line',
        assembled: job.request.TransformOutput?.AssembleWith === 'Line',
        processing: settings.processing,
        parallel: settings.concurrent,
        ask: (payload) => asked(parts, settings, payload),
      })
    } finally {
      Body.destroy()
      await output.close()
    }
    signal.throwIfAborted()
    await putFile(role, scratch, resultUri(job, file), job.request.TransformOutput?.KmsKeyId)
    return undefined
  } catch (error) {
    signal.throwIfAborted()
    return tell(parts, file, error as Error)
  } finally {
    await rm(scratch, { force: true })
  }
}

/** Asks again after no answer and after a server's error, as often as the request allows. */
async function asked({ client, signal }: TransformObjectsParts, { contentType, accept, timeoutMs, retries }: Settings, payload: Buffer): Promise<FrameAnswer> {
  const head = { path: '/invocations', ...(contentType === undefined ? {} : { contentType }), ...(accept === undefined ? {} : { accept }) }
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted()
    try {
      const answer = await client.request(head, payload, timeoutMs)
      if (answer.head.status < 500 || tries >= retries) return answer
    } catch (error) {
      if (tries >= retries) throw error
    }
  }
}

const resultUri = ({ request }: TransformJob, { path }: StagedFile): string =>
  `${(request.TransformOutput?.S3OutputPath ?? '').replace(/\/+$/, '')}/${path}.out`

/** The data log names the object and what was wrong; the FailureReason sends its reader there. */
function tell({ tell: say }: TransformObjectsParts, { bucket, key }: StagedFile, error: Error): string {
  const refused = error instanceof PayloadRefused
  const kind = refused && !error.message.startsWith('4') ? 'AlgorithmError' : 'ClientError'
  const lines = refused ? `${kind}: ${error.message}` : `${kind}: ${describeError(error)}`
  for (const line of lines.split('\n')) if (line !== '') say(`${bucket}/${key}: ${line}`)
  return `${kind}: See job logs for more information`
}
