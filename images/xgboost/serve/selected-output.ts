import { pythonFloat, pythonList } from '../python-text.ts'
import { writeLabels } from '../recordio/record.ts'
import type { Accept } from './answer.ts'
import type { Predictions } from './predict.ts'
import { Refusal } from './refusal.ts'

type Selected = number | readonly number[]
/** Whole numbers that Python prints without a point. */
const integers = new Set(['predicted_label', 'labels'])

const classifier = ['predicted_label', 'labels', 'raw_score', 'raw_scores']
const probabilistic = [...classifier, 'probability', 'probabilities']
const regression = ['predicted_score']
const validKeys: Readonly<Record<string, readonly string[]>> = {
  'reg:squarederror': regression,
  'reg:logistic': regression,
  'reg:gamma': regression,
  'reg:absoluteerror': regression,
  'reg:tweedie': regression,
  'binary:logistic': probabilistic,
  'binary:logitraw': classifier,
  'binary:hinge': classifier,
  'multi:softmax': classifier,
  'multi:softprob': probabilistic,
}

/** Answers with the keys of SAGEMAKER_INFERENCE_OUTPUT instead of plain predictions. @throws Refusal */
export function encodeSelected(
  predictions: Predictions,
  model: { readonly objective: string; readonly classes: number },
  wanted: string,
  accept: Accept,
  batch: boolean,
): string | Buffer {
  const keys = wanted.replaceAll(' ', '').toLowerCase().split(',')
  const valid = validKeys[model.objective]
  if (!valid) throw new Refusal(500, `Objective \`${model.objective}\` unsupported for selectable inference predictions.`)
  const records = Array.from({ length: predictions.rows }, (_, row) => {
    const values = predictions.values.subarray(row * predictions.width, (row + 1) * predictions.width)
    return keys.map((key): [string, Selected] => [key, valid.includes(key) ? select(key, model, values) : Number.NaN])
  })
  switch (accept) {
    case 'text/csv':
      return records.map((record) => record.map(([key, value]) => csvText(key, value)).join(',')).join('\n') + (batch ? '\n' : '')
    case 'application/json':
      return `{"predictions": [${records.map(jsonText).join(', ')}]}`
    case 'application/jsonlines':
      return records.map((record) => `${jsonText(record)}\n`).join('')
    case 'application/x-recordio-protobuf':
      return Buffer.concat(records.map((record) => writeLabels(record.map(([key, value]) => [key, typeof value === 'number' ? [value] : value]))))
    default:
      throw new Refusal(500, `Cannot encode selected predictions into accept type '${accept}'.`)
  }
}

function select(key: string, { objective, classes }: { readonly objective: string; readonly classes: number }, values: Float32Array): Selected {
  const [value = 0] = values
  const largest = values.reduce((best, next, index) => (next > (values[best] as number) ? index : best), 0)
  const many = objective === 'multi:softprob'
  switch (key) {
    case 'predicted_label':
      if (many) return largest
      if (objective === 'binary:logistic') return value > 0.5 ? 1 : 0
      if (objective === 'binary:logitraw') return value > 0 ? 1 : 0
      return value
    case 'labels':
      return objective.startsWith('binary:') ? [0, 1] : Array.from({ length: classes }, (_, index) => index)
    case 'probability':
    case 'raw_score':
      return many ? (values[largest] as number) : value
    case 'probabilities':
    case 'raw_scores':
      return many ? [...values] : [1 - value, value]
    default:
      return value
  }
}

/** hinge and softmax predict their label as a float, which Python prints with a point. */
const numberText = (key: string, value: number) => (integers.has(key) && Number.isInteger(value) ? String(value) : pythonFloat(value))

function csvText(key: string, value: Selected): string {
  return typeof value === 'number' ? numberText(key, value) : `"${listText(key, value)}"`
}

const listText = (key: string, values: readonly number[]) => (integers.has(key) ? pythonList(values) : `[${values.map(pythonFloat).join(', ')}]`)

const jsonText = (record: readonly (readonly [string, Selected])[]) =>
  `{${record.map(([key, value]) => `"${key}": ${typeof value === 'number' ? (Number.isNaN(value) ? 'NaN' : numberText(key, value)) : listText(key, value)}`).join(', ')}}`
