/** Answers large requests beside the main thread: reads, evaluates and writes. What it cannot do, for whatever reason, it leaves to the main thread's libxgboost. */
import { parentPort, workerData } from 'node:worker_threads'
import { encodeAnswer } from './encode-answer.ts'
import { predictorOf } from './loaded-model.ts'
import { type MatrixMaker, type Predictor, predictBody } from './predict.ts'
import type { PredictionReply, PredictionRequest, PredictionThreadData } from './prediction-pool.ts'

const { image, sources, settings } = workerData as PredictionThreadData
const models: readonly Predictor[] = sources.map(predictorOf)

const refuse = (): never => {
  throw new Error('this thread has no libxgboost')
}
const withoutLibrary: MatrixMaker = { matrix: refuse, sparseMatrix: refuse }

function answer({ id, head, body }: PredictionRequest): PredictionReply {
  try {
    const predictions = predictBody(withoutLibrary, models, head.contentType, Buffer.from(body.buffer, body.byteOffset, body.length))
    const { head: answered, body: text } = encodeAnswer(predictions, head, image, models[0] as Predictor, settings)
    return { id, ...(answered.contentType !== undefined && { contentType: answered.contentType }), body: text }
  } catch {
    return { id }
  }
}

parentPort?.on('message', (request: PredictionRequest) => parentPort?.postMessage(answer(request)))
