import type { RequestHead } from '../../../packages/frames/src/index.ts'
import type { ImageVersion } from '../versions.ts'
import { chooseAccept, encodePredictions } from './answer.ts'
import type { Answer } from './http-answer.ts'
import type { Predictions, Predictor } from './predict.ts'
import { encodeSelected } from './selected-output.ts'

/** What the image's environment variables say about answers. */
export interface AnswerSettings {
  readonly defaultAccept?: string
  readonly selected?: string
  readonly batch: boolean
}

/** Predictions as the image of that version answers them. @throws Refusal */
export function encodeAnswer(
  predictions: Predictions,
  head: Pick<RequestHead, 'accept'>,
  image: ImageVersion,
  { description }: Pick<Predictor, 'description'>,
  { defaultAccept, selected, batch }: AnswerSettings,
): Answer {
  const accept = selected === undefined && !image.answersJson ? 'text/csv' : chooseAccept(head.accept, defaultAccept)
  const content =
    selected === undefined ? encodePredictions(predictions, accept, image, batch) : encodeSelected(predictions, description, selected, accept, batch)
  return {
    head: { status: 200, contentType: accept === 'text/csv' ? 'text/csv; charset=utf-8' : accept },
    body: typeof content === 'string' ? Buffer.from(content) : content,
  }
}
