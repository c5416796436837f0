import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import { encodeFrame, frameWriter, type RequestHead, readFrames } from '../../../packages/frames/src/index.ts'
import { installedEngine } from '../engine/installed.ts'
import { type Engine, loadEngine } from '../engine/libxgboost.ts'
import { readEnvironment } from '../environment.ts'
import { log } from '../training/log.ts'
import { type ImageVersion, imageVersion } from '../versions.ts'
import { type AnswerSettings, encodeAnswer } from './encode-answer.ts'
import type { Answer } from './http-answer.ts'
import { type LoadedModel, loadModels } from './loaded-model.ts'
import { LoadedModels, modelBudget } from './loaded-models.ts'
import { MultiModelService } from './multi-model.ts'
import { predictBody } from './predict.ts'
import { PredictionPool } from './prediction-pool.ts'
import { Refusal } from './refusal.ts'

const MIB = 1024 ** 2
const HTML = 'text/html; charset=utf-8'
const tooLarge =
  '<!doctype html>\n<html lang=en>\n<title>413 Request Entity Too Large</title>\n<h1>Request Entity Too Large</h1>\n<p>The data value transmitted exceeds the capacity limit.</p>\n'

/** What the image's environment variables say about serving. */
interface Settings extends AnswerSettings {
  readonly maxContentLength: number
}

/** Images up to 1.2-1 take no larger body than this, whatever MAX_CONTENT_LENGTH says. */
const OLD_MOST = 20 * MIB

function readSettings(env: NodeJS.ProcessEnv, image: ImageVersion): Settings {
  const maxContentLength = Number(env.MAX_CONTENT_LENGTH ?? 6 * MIB)
  return {
    maxContentLength: image.ensembles ? maxContentLength : Math.min(maxContentLength, OLD_MOST),
    batch: Boolean(env.SAGEMAKER_BATCH),
    ...(env.SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT && { defaultAccept: env.SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT }),
    ...(image.selectsOutput && env.SAGEMAKER_INFERENCE_OUTPUT !== undefined && { selected: env.SAGEMAKER_INFERENCE_OUTPUT }),
  }
}

/** Loads the model and serves frames on the socket KENJA_SERVE_SOCKET until SIGTERM. @throws Error in a sentence when it cannot. */
export function serve(): void {
  const socketPath = process.env.KENJA_SERVE_SOCKET
  if (!socketPath) throw new Error('KENJA_SERVE_SOCKET is not set: this program is started by Kenja, which tells it where to listen.')
  const { version, cache, optMl } = readEnvironment()
  const image = imageVersion(version)
  const installed = installedEngine(cache, image.engine)
  if (!installed) throw new Error(`XGBoost ${image.engine} is not in ${cache}: the image's prepare program has not run.`)
  // One row must not wake threads; the image sets the same.
  process.env.OMP_NUM_THREADS ??= '1'
  const engine = loadEngine(image.engine, installed)
  const ensemble = image.ensembles && (process.env.SAGEMAKER_INFERENCE_ENSEMBLE ?? 'true') === 'true'
  const load = (folder: string) => loadModels(engine, folder, { ensemble, say: (line) => log('INFO', line) })
  const settings = readSettings(process.env, image)
  const several = process.env.SAGEMAKER_MULTI_MODEL === 'true'
  const models = several ? [] : load(path.join(optMl, 'model'))
  if (several) log('INFO', 'Starting MXNet server in algorithm mode.')
  else log('INFO', `Model objective : ${models[0]?.description.objective}`)
  const service = new Service(
    engine,
    image,
    models,
    settings,
    several ? new MultiModelService(engine, new LoadedModels(load, memoryForModels()), settings) : undefined,
  )
  rmSync(socketPath, { force: true })
  const server = createServer((socket) => answerFrames(socket, service))
  server.listen(socketPath, () => log('INFO', `Model loaded successfully for worker : ${process.pid}`))
  process.once('SIGTERM', () => {
    rmSync(socketPath, { force: true })
    process.exit(0)
  })
}

/** Kenja names the instance's memory; without it the machine's counts. */
const memoryForModels = () => modelBudget(Number(process.env.KENJA_MEMORY_BYTES ?? totalmem()), process.memoryUsage.rss())

function answerFrames(socket: Socket, service: Service): void {
  const write = frameWriter(socket)
  socket.on('error', () => socket.destroy())
  const reply = (id: number, { head, body }: Answer) => write(encodeFrame(id, head, body))
  readFrames<RequestHead>(socket, ({ id, head, body }) => {
    const beside = service.answerBeside(head, body)
    if (beside) void beside.then((answer) => reply(id, answer ?? service.answer(head, body)))
    else reply(id, service.answer(head, body))
  })
}

const text = (status: number, contentType: string, body: string | Buffer): Answer => ({
  head: { status, contentType },
  body: typeof body === 'string' ? Buffer.from(body) : body,
})

class Service {
  readonly #engine: Engine
  readonly #image: ImageVersion
  readonly #models: readonly LoadedModel[]
  readonly #settings: Settings
  readonly #several: MultiModelService | undefined
  readonly #pool: PredictionPool | undefined

  constructor(engine: Engine, image: ImageVersion, models: readonly LoadedModel[], settings: Settings, several?: MultiModelService) {
    this.#engine = engine
    this.#image = image
    this.#models = models
    this.#settings = settings
    this.#several = several
    this.#pool = models.length > 0 ? PredictionPool.for({ image, settings }, models) : undefined
  }

  /** A large request, on another core; undefined when it is none, and nothing comes of it when only libxgboost can answer. */
  answerBeside(head: RequestHead, body: Buffer): Promise<Answer | undefined> | undefined {
    if (head.path !== '/invocations' || body.length > this.#settings.maxContentLength || !this.#pool?.isWorth(head, body)) return undefined
    return this.#pool.answer(head, body)
  }

  answer(head: RequestHead, body: Buffer): Answer {
    try {
      if (head.path === '/ping') return text(200, HTML, '')
      if (head.path === '/execution-parameters') return text(200, 'application/json', this.#executionParameters())
      if (this.#several && /^\/models(\/|$)/.test(head.path)) return this.#several.answer(head, body)
      if (head.path === '/invocations' && !this.#several) return this.#invoke(head, body)
      return text(404, HTML, 'Not Found')
    } catch (error) {
      const message = (error as Error).message
      log('ERROR', message)
      return text(error instanceof Refusal ? error.status : 500, HTML, message)
    }
  }

  #executionParameters(): string {
    const megabytes = Math.floor(this.#settings.maxContentLength / MIB)
    return `{"MaxConcurrentTransforms": ${availableParallelism()}, "BatchStrategy": "MULTI_RECORD", "MaxPayloadInMB": ${megabytes}}`
  }

  #invoke(head: RequestHead, body: Buffer): Answer {
    if (body.length > this.#settings.maxContentLength) return text(413, HTML, tooLarge)
    if (body.length === 0) return text(204, HTML, '')
    const predictions = predictBody(this.#engine, this.#models, head.contentType, body)
    return encodeAnswer(predictions, head, this.#image, this.#models[0] as LoadedModel, this.#settings)
  }
}
