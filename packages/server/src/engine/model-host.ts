/** The models of one serving process of a multi-model endpoint: fetched from S3 when they are first asked for, loaded, and unloaded when the memory is needed. */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import type { RequestHead } from '#frames'
import type { ActingAs, MetricDatum, Scope, ServiceError } from '../operation.ts'
import { parseS3Uri } from '../services/sagemaker/s3-uri.ts'
import { containerAnswered, modelNotDownloaded, modelNotExtracted, modelNotReady } from '../services/sagemaker-runtime/errors.ts'
import { unpackArchive } from './archive.ts'
import type { FrameAnswer, FrameClient } from './frame-client.ts'
import { MODEL_LOADING_LIMIT_MS } from './limits.ts'

export interface ModelHostOptions extends Scope {
  readonly endpointName: string
  /** ModelDataUrl: what TargetModel is added to. */
  readonly prefix: string
  /** The role whose rights S3 is read with. Throws ServiceError. */
  readonly role: () => ActingAs
  /** `/opt/ml/models` on this machine, and as the process sees it. */
  readonly directory: string
  readonly inside: string
  /** False (ModelCacheSetting Disabled): a model stays only as long as requests for it run. */
  readonly cache: boolean
  /** How long a request waits for its model; loading goes on after that. */
  readonly patienceMs: number
}

/** What happened since metrics were taken. */
interface ModelEvents {
  hits: number
  misses: number
  downloadingMs: number
  loadingMs: number
  unloadingMs: number
  loads: number
  unloads: number
}

interface Held {
  readonly name: string
  /** Resolves when the process has it. */
  readonly ready: Promise<void>
  inUse: number
  /** A number that grows with every use. */
  lastUse: number
}

/** A model that a request may be sent to until `done`. */
interface ModelInUse {
  readonly path: string
  readonly done: () => void
}

export class ModelHost {
  readonly #options: ModelHostOptions
  readonly #nowMs: () => number
  readonly #held = new Map<string, Held>()
  #adopted: Promise<void> | undefined
  #uses = 0
  #events: ModelEvents = noEvents()

  constructor(options: ModelHostOptions, nowMs: () => number) {
    this.#options = options
    this.#nowMs = nowMs
  }

  /** Whether a request for the model would find it here. */
  has(targetModel: string): boolean {
    return this.#held.has(nameOf(targetModel))
  }

  get count(): number {
    return this.#held.size
  }

  /** What happened since the last time, in CloudWatch's terms (AWS: "CloudWatch metrics for multi-model endpoint deployments"). Times in microseconds. */
  takeMetrics(dimensions: MetricDatum['dimensions'], at: Date): MetricDatum[] {
    const { hits, misses, loads, unloads, downloadingMs, loadingMs, unloadingMs } = this.#events
    this.#events = noEvents()
    const mean = (name: string, sumMs: number, times: number): MetricDatum[] =>
      times === 0 ? [] : [{ name, value: (sumMs * 1000) / times, at, unit: 'Microseconds', dimensions }]
    return [
      ...(hits + misses === 0 ? [] : [{ name: 'ModelCacheHit', value: hits / (hits + misses), at, unit: 'None', dimensions }]),
      ...mean('ModelDownloadingTime', downloadingMs, loads),
      ...mean('ModelLoadingTime', loadingMs, loads),
      ...mean('ModelLoadingWaitTime', downloadingMs + loadingMs, loads),
      ...mean('ModelUnloadingTime', unloadingMs, unloads),
    ]
  }

  /** Sends a request to the model, which is there by then. Throws ServiceError: no such object, no archive, no memory, or not yet. */
  async invoke(client: FrameClient, head: RequestHead, targetModel: string, send: (head: RequestHead) => Promise<FrameAnswer>): Promise<FrameAnswer> {
    const ask = async () => {
      const { path, done } = await this.#use(client, targetModel)
      return send({ ...head, path, method: 'POST' }).finally(done)
    }
    const answer = await ask()
    if (answer.head.status !== 404) return answer
    // The process has lost it, and knows best.
    this.#held.delete(nameOf(targetModel))
    return ask()
  }

  async #use(client: FrameClient, targetModel: string): Promise<ModelInUse> {
    this.#adopted ??= this.#adopt(client)
    await this.#adopted.catch((error: unknown) => {
      this.#adopted = undefined
      throw error
    })
    const name = nameOf(targetModel)
    let held = this.#held.get(name)
    this.#events[held ? 'hits' : 'misses'] += 1
    if (!held) {
      const ready = this.#bring(client, name, targetModel)
      held = { name, ready, inUse: 0, lastUse: 0 }
      this.#held.set(name, held)
      ready.catch(() => this.#held.delete(name))
    }
    const used = held
    used.inUse += 1
    used.lastUse = ++this.#uses
    const done = () => this.#release(client, used)
    try {
      await this.#inTime(used.ready, targetModel)
    } catch (error) {
      done()
      throw error
    }
    return { path: `/models/${name}/invoke`, done }
  }

  /** A process that outlived the server has models already: asked once. */
  async #adopt(client: FrameClient): Promise<void> {
    const { head, body } = await client.request({ path: '/models', method: 'GET' }, NOTHING, this.#options.patienceMs)
    if (head.status !== 200) return
    const { models } = JSON.parse(body.toString('utf8')) as { models: { modelName: string }[] }
    for (const { modelName } of models) this.#held.set(modelName, { name: modelName, ready: Promise.resolve(), inUse: 0, lastUse: 0 })
  }

  async #inTime(ready: Promise<void>, targetModel: string): Promise<void> {
    const abort = new AbortController()
    const late = after(this.#options.patienceMs, undefined, { signal: abort.signal }).then(() => {
      throw modelNotReady(targetModel)
    })
    late.catch(() => undefined)
    try {
      await Promise.race([ready, late])
    } finally {
      abort.abort()
    }
  }

  #release(client: FrameClient, held: Held): void {
    held.inUse -= 1
    if (held.inUse === 0 && !this.#options.cache && this.#held.get(held.name) === held) this.#unload(client, held).catch(() => undefined)
  }

  async #bring(client: FrameClient, name: string, targetModel: string): Promise<void> {
    const begun = this.#nowMs()
    await this.#download(name, targetModel)
    const downloaded = this.#nowMs()
    this.#events.downloadingMs += downloaded - begun
    const url = join(this.#options.inside, name, 'model')
    for (;;) {
      const answer = await client.request(
        { path: '/models', method: 'POST', targetModel },
        Buffer.from(JSON.stringify({ model_name: name, url })),
        MODEL_LOADING_LIMIT_MS,
      )
      // 409: it has it already, since before this server.
      if (answer.head.status === 200 || answer.head.status === 409) break
      const idle = answer.head.status === 507 ? this.#leastRecentlyUsed() : undefined
      if (!idle) throw this.#refused(answer)
      await this.#unload(client, idle)
    }
    this.#events.loadingMs += this.#nowMs() - downloaded
    this.#events.loads += 1
  }

  #refused({ head, body }: FrameAnswer): ServiceError {
    return containerAnswered(this.#options, head.status, body.toString('utf8'))
  }

  #leastRecentlyUsed(): Held | undefined {
    const idle = [...this.#held.values()].filter(({ inUse }) => inUse === 0)
    return idle.length === 0 ? undefined : idle.reduce((oldest, held) => (held.lastUse < oldest.lastUse ? held : oldest))
  }

  async #unload(client: FrameClient, held: Held): Promise<void> {
    this.#held.delete(held.name)
    const begun = this.#nowMs()
    await client.request({ path: `/models/${held.name}`, method: 'DELETE' }, NOTHING, this.#options.patienceMs)
    await rm(join(this.#options.directory, held.name), { recursive: true, force: true })
    this.#events.unloadingMs += this.#nowMs() - begun
    this.#events.unloads += 1
  }

  async #download(name: string, targetModel: string): Promise<void> {
    const { prefix, role, directory } = this.#options
    const location = parseS3Uri(`${prefix}${prefix.endsWith('/') ? '' : '/'}${targetModel}`)
    if (!location) throw modelNotDownloaded('', targetModel)
    const found = await Promise.resolve()
      .then(() => role().call<{ Body: Readable }>('s3', 'GetObject', { Bucket: location.bucket, Key: location.key }))
      .catch(() => {
        throw modelNotDownloaded(location.bucket, location.key)
      })
    const target = join(directory, name, 'model')
    await rm(join(directory, name), { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    const limit = AbortSignal.timeout(MODEL_LOADING_LIMIT_MS)
    await unpackArchive(found.Body, target, limit).catch((error: Error) => {
      throw modelNotExtracted(location.bucket, location.key, error.message)
    })
  }
}

const NOTHING = new Uint8Array(0)

/** Opaque to the container, as AWS's are; a target's own text could not be a folder's name. */
const nameOf = (targetModel: string): string => createHash('sha256').update(targetModel).digest('hex').slice(0, 32)

const noEvents = (): ModelEvents => ({ hits: 0, misses: 0, downloadingMs: 0, loadingMs: 0, unloadingMs: 0, loads: 0, unloads: 0 })
