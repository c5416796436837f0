import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RequestHead } from '../../../packages/frames/src/index.ts'
import type { ImageVersion } from '../versions.ts'
import type { AnswerSettings } from './encode-answer.ts'
import type { Answer } from './http-answer.ts'
import type { LoadedModel, ModelSource } from './loaded-model.ts'

/** What a thread is made with. */
export interface PredictionThreadData {
  readonly image: ImageVersion
  readonly sources: readonly ModelSource[]
  readonly settings: AnswerSettings
}

export interface PredictionRequest {
  readonly id: number
  readonly head: Pick<RequestHead, 'contentType' | 'accept'>
  readonly body: Uint8Array
}

/** Without `body` the thread leaves the request to libxgboost. */
export interface PredictionReply {
  readonly id: number
  readonly contentType?: string
  readonly body?: Uint8Array
}

/** A request that takes longer than this on one core is worth another thread's turn. */
const WORTH_MICROSECONDS = 400
/** Of reading a byte of CSV, and of one step down a tree for one row (measured: m1000's 1,000 rows in 21 ms). */
const BYTE_MICROSECONDS = 0.0035
const STEP_MICROSECONDS = 0.0026
/** Threads that have nothing to do give their memory back. */
const IDLE_MS = 30_000
const MOST_THREADS = 4

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, (reply: PredictionReply | undefined) => void>
  idle: NodeJS.Timeout | undefined
}

/** Large requests on as many cores as the instance has: each thread has the model's trees and no libxgboost. */
export class PredictionPool {
  readonly #data: PredictionThreadData
  readonly #size: number
  readonly #microsecondsPerRow: number
  readonly #bytesPerRow: number
  readonly #threads: Thread[] = []
  #lastId = 0

  constructor(data: PredictionThreadData, models: readonly LoadedModel[]) {
    this.#data = data
    this.#size = Math.min(availableParallelism(), MOST_THREADS)
    const steps = models.reduce((sum, { description }) => sum + stepsOf(description), 0)
    this.#microsecondsPerRow = steps * STEP_MICROSECONDS
    this.#bytesPerRow = Math.max(1, (models[0]?.description.columns ?? 1) * 2)
  }

  /** A pool for models that their evaluators answer for, on more than one core. */
  static for(data: Omit<PredictionThreadData, 'sources'>, models: readonly LoadedModel[]): PredictionPool | undefined {
    const sources = models.flatMap(({ source, evaluator }) => (source && evaluator ? [source] : []))
    return sources.length === models.length && availableParallelism() > 1 ? new PredictionPool({ ...data, sources }, models) : undefined
  }

  isWorth({ contentType }: RequestHead, body: Buffer): boolean {
    if (!contentType?.includes('csv')) return false
    return body.length * BYTE_MICROSECONDS + (body.length / this.#bytesPerRow) * this.#microsecondsPerRow > WORTH_MICROSECONDS
  }

  /** Undefined: nobody here can answer it, for whatever reason. */
  async answer({ contentType, accept }: RequestHead, body: Buffer): Promise<Answer | undefined> {
    const thread = this.#choose()
    const id = ++this.#lastId
    clearTimeout(thread.idle)
    const reply = await new Promise<PredictionReply | undefined>((resolve) => {
      thread.waiting.set(id, resolve)
      // A copy of its own: the request's bytes are part of a larger piece, which would go along.
      const own = Uint8Array.from(body)
      const head = { ...(contentType !== undefined && { contentType }), ...(accept !== undefined && { accept }) }
      thread.worker.postMessage({ id, head, body: own } satisfies PredictionRequest, [own.buffer])
    })
    if (!reply?.body) return undefined
    return {
      head: { status: 200, ...(reply.contentType !== undefined && { contentType: reply.contentType }) },
      body: Buffer.from(reply.body.buffer, reply.body.byteOffset, reply.body.length),
    }
  }

  /** One that has nothing to do, a new one, or the least busy. */
  #choose(): Thread {
    const free = this.#threads.find(({ waiting }) => waiting.size === 0)
    if (free) return free
    if (this.#threads.length < this.#size) return this.#start()
    return this.#threads.reduce((best, thread) => (thread.waiting.size < best.waiting.size ? thread : best))
  }

  #start(): Thread {
    const worker = new Worker(new URL('./prediction-thread.ts', import.meta.url), { workerData: this.#data })
    const thread: Thread = { worker, waiting: new Map(), idle: undefined }
    this.#threads.push(thread)
    worker.on('message', (reply: PredictionReply) => {
      thread.waiting.get(reply.id)?.(reply)
      thread.waiting.delete(reply.id)
      if (thread.waiting.size === 0) thread.idle = setTimeout(() => this.#end(thread), IDLE_MS).unref()
    })
    worker.on('error', () => this.#end(thread))
    worker.unref()
    return thread
  }

  #end(thread: Thread): void {
    this.#threads.splice(this.#threads.indexOf(thread) >>> 0, 1)
    void thread.worker.terminate()
    for (const resolve of thread.waiting.values()) resolve(undefined)
    thread.waiting.clear()
  }
}

/** Steps down all trees for one row: as deep as a tree with so many leaves is when it is balanced. */
function stepsOf({ trees }: LoadedModel['description']): number {
  return (trees ?? []).reduce((sum, tree) => sum + Math.ceil(Math.log2(tree.left.length + 1)), 0)
}
