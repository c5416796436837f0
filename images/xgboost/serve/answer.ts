import { pythonFloat } from '../python-text.ts'
import type { ImageVersion } from '../versions.ts'
import type { Predictions } from './predict.ts'
import { Refusal } from './refusal.ts'

export const accepted = ['application/json', 'application/jsonlines', 'application/x-recordio-protobuf', 'text/csv'] as const
export type Accept = (typeof accepted)[number]

/** The answer's type by the Accept header, or by SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT when there is none. @throws Refusal 406 */
export function chooseAccept(header: string | undefined, otherwise: string | undefined): Accept {
  const [type = ''] = (header ?? '').split(';')
  const wanted = type.trim() === '' || type.trim() === '*/*' ? (otherwise ?? 'text/csv') : type.trim()
  const found = accepted.find((known) => known === wanted.toLowerCase())
  if (!found) {
    const list = accepted.map((known) => `'${known}'`).join(', ')
    throw new Refusal(406, `Accept type ${wanted} is not supported. Please use supported accept types: [${list}].`)
  }
  return found
}

/** Plain predictions as text, as the image of that version writes them. Numbers are Python's `str` of the float32 widened to double. */
export function encodePredictions(predictions: Predictions, accept: Accept, image: ImageVersion, batch: boolean): string {
  if (batch) return `${rowTexts(predictions, pythonListText).join('\n')}\n`
  if (accept === 'application/json')
    return `{"predictions": [${rowTexts(predictions, pythonListText, jsonNumber)
      .map((score) => `{"score": ${score}}`)
      .join(', ')}]}`
  if (accept !== 'text/csv') throw new Refusal(500, `Content type ${accept} is not supported by this framework.`)
  if (image.csvAnswer === 'one-line') return rowTexts(predictions, pythonListText).join(',')
  return `${rowTexts(predictions, (values) => values.join(',')).join('\n')}\n`
}

const pythonListText = (values: readonly string[]) => `[${values.join(', ')}]`

/** `json.dumps` writes the values that JSON has no number for in JavaScript's words. */
export const jsonNumber = (value: number) => (Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? pythonFloat(value) : value > 0 ? 'Infinity' : '-Infinity')

function rowTexts({ values, rows, width }: Predictions, row: (values: readonly string[]) => string, number: (value: number) => string = pythonFloat): string[] {
  const texts = Array<string>(rows)
  if (width === 1) for (let index = 0; index < rows; index += 1) texts[index] = number(values[index] as number)
  else for (let index = 0; index < rows; index += 1) texts[index] = row(Array.from(values.subarray(index * width, (index + 1) * width), number))
  return texts
}
