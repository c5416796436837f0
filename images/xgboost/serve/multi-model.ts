import type { RequestHead } from '../../../packages/frames/src/index.ts'
import type { Engine } from '../engine/libxgboost.ts'
import { pythonFloat, pythonList } from '../python-text.ts'
import { jsonNumber } from './answer.ts'
import type { Answer } from './http-answer.ts'
import type { LoadedModels } from './loaded-models.ts'
import { type Predictions, predictBody } from './predict.ts'
import { Refusal } from './refusal.ts'

export interface MultiModelSettings {
  readonly maxContentLength: number
  /** SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT; this server's own default is JSON. */
  readonly defaultAccept?: string
  readonly batch: boolean
}

/** The model server's error answers: how AWS's image (Multi Model Server) writes them. */
const failure = (code: number, type: string, message: string): Answer => json(code, { code, type, message })

function json(status: number, content: object): Answer {
  return { head: { status, contentType: 'application/json' }, body: Buffer.from(JSON.stringify(content)) }
}

/**
 * Several models in one serving process: AWS's contract for multi-model containers (list, load, describe, invoke, unload), as far as `/models…` goes.
 * Answers in AWS's image come from another server there, which is why they differ: JSON unless CSV is asked for, and CSV on one line in every version.
 */
export class MultiModelService {
  readonly #engine: Engine
  readonly #models: LoadedModels
  readonly #settings: MultiModelSettings

  constructor(engine: Engine, models: LoadedModels, settings: MultiModelSettings) {
    this.#engine = engine
    this.#models = models
    this.#settings = settings
  }

  /** @throws Refusal */
  answer(head: RequestHead, body: Buffer): Answer {
    const [, , name, action] = head.path.split('/')
    if (name === undefined) return head.method === 'POST' ? this.#load(body) : this.#list()
    if (action === 'invoke') return this.#invoke(name, head, body)
    if (head.method === 'DELETE') return this.#unload(name)
    const url = this.#models.urlOf(name)
    return url === undefined ? notFound(name) : json(200, { modelName: name, modelUrl: url })
  }

  #list(): Answer {
    return json(200, { models: this.#models.list().map(({ name, url }) => ({ modelName: name, modelUrl: url })) })
  }

  #load(body: Buffer): Answer {
    const { model_name: name, url } = loadRequest(body)
    switch (this.#models.load(name, url)) {
      case 'loaded':
        return json(200, { status: 'Workers scaled' })
      case 'conflict':
        return failure(409, 'ConflictStatusException', `Model ${name} is already registered.`)
      case 'full':
        return failure(507, 'InsufficientStorageException', 'System out of memory')
    }
  }

  #unload(name: string): Answer {
    return this.#models.unload(name) ? json(200, { status: `Model "${name}" unregistered` }) : notFound(name)
  }

  #invoke(name: string, head: RequestHead, body: Buffer): Answer {
    const holding = this.#models.find(name)
    if (!holding) return notFound(name)
    if (body.length > this.#settings.maxContentLength) throw new Refusal(413, 'Request entity too large')
    if ('trouble' in holding) throw new Refusal(500, `Unable to load model: ${holding.trouble}`)
    if (body.length === 0) return { head: { status: 204, contentType: 'application/json' }, body }
    const predictions = predictBody(this.#engine, holding.models, head.contentType, body)
    const asked = head.accept ?? ''
    const accept = asked === '' || asked === '*/*' ? (this.#settings.defaultAccept ?? 'application/json') : asked
    return { head: { status: 200, contentType: accept }, body: Buffer.from(encode(predictions, accept, this.#settings.batch)) }
  }
}

const notFound = (name: string) => failure(404, 'ModelNotFoundException', `Model not found: ${name}`)

function loadRequest(body: Buffer): { model_name: string; url: string } {
  try {
    const { model_name, url } = JSON.parse(body.toString('utf8')) as { model_name?: unknown; url?: unknown }
    if (typeof model_name === 'string' && typeof url === 'string' && model_name !== '' && !model_name.includes('/')) return { model_name, url }
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'model_name and url are required')
}

/** CSV is Python's `str` of each row's value joined by commas, which is no CSV where a row has several: AWS keeps it for old clients. */
function encode({ values, rows, width }: Predictions, accept: string, batch: boolean): string {
  const row = (index: number, text: (value: number) => string) =>
    width === 1 ? text(values[index] as number) : `[${Array.from(values.subarray(index * width, (index + 1) * width), text).join(', ')}]`
  const all = (text: (value: number) => string) => Array.from({ length: rows }, (_, index) => row(index, text))
  const type = accept.toLowerCase()
  if (type === 'text/csv' || type === 'csv') return batch ? `${all(pythonFloat).join('\n')}\n` : all(pythonFloat).join(',')
  if (type === 'application/json' || type === 'json') return `[${all(jsonNumber).join(', ')}]`
  throw new Refusal(
    415,
    `Encoding to accept type ${accept} failed with exception: ${accept} is not an accepted Accept type. Please choose one of the following: ${pythonList(['text/csv', 'application/json'])}.`,
  )
}
