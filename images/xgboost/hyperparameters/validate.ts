import { pythonFloat, pythonList } from '../python-text.ts'
import { UserError } from '../training/failure.ts'
import { type ImageVersion, imageAtLeast } from '../versions.ts'
import { checkDependencies, checkMetric } from './dependencies.ts'
import { aliases, type Hyperparameter, hyperparameterTable } from './table.ts'

/** A parsed value; `text` is what XGBoost is given (Python's `str` of the value). */
export interface HyperparameterValue {
  readonly text: string
  readonly value: number | string | readonly string[] | readonly number[]
}

export type Hyperparameters = ReadonlyMap<string, HyperparameterValue>

/**
 * Checks the job's hyperparameters in the order of AWS's image: aliases, required ones, unknown names, values, ranges, dependencies.
 * @throws UserError in the image's words.
 */
export function validateHyperparameters(given: Readonly<Record<string, string>>, image: ImageVersion): Hyperparameters {
  const table = hyperparameterTable(image)
  const renames = image.name !== '0.90-1'
  const named = new Map(Object.entries(given).map(([name, text]) => [(renames && Object.hasOwn(aliases, name) && aliases[name]) || name, text]))
  for (const { name, required } of table.values()) {
    if (required && !named.has(name)) throw new UserError(`Missing required hyperparameter: ${name}`)
  }
  const values = new Map<string, HyperparameterValue>()
  for (const [name, text] of named) {
    const known = table.get(name)
    if (!known) throw new UserError(`Extraneous hyperparameter found: ${name}`)
    const value = parse(known, text)
    if (value === undefined) throw new UserError(`Hyperparameter ${name}: could not parse value (caused by ValueError)`)
    values.set(name, value)
  }
  for (const [name, value] of values) checkRange(table.get(name) as Hyperparameter, value, image)
  checkDependencies(values, image)
  return values
}

const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/
const FLOAT = /^\s*[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?\s*$/i
const NAMED_FLOAT = /^\s*([+-]?)(inf|infinity|nan)\s*$/i

function parse({ type }: Hyperparameter, text: string): HyperparameterValue | undefined {
  switch (type) {
    case 'Integer': {
      if (!INTEGER.test(text)) return undefined
      const integer = BigInt(text.trim().replaceAll('_', '').replace(/^\+/, ''))
      return { value: Number(integer), text: String(integer) }
    }
    case 'Continuous':
      return parseFloat64(text)
    case 'Categorical':
      return { value: text, text }
    case 'CommaSeparatedList':
      return { value: text.split(','), text }
    case 'Tuple':
      return parseIntegers(text, /^\s*\(?\s*(-?\d+\s*(,\s*-?\d+\s*)*,?)\s*\)?\s*$/)
    case 'NestedList':
      return parseIntegers(text, /^\s*\[\s*(\[\s*\d+(\s*,\s*\d+)*\s*,?\s*\](\s*,\s*\[\s*\d+(\s*,\s*\d+)*\s*,?\s*\])*)\s*,?\s*\]\s*$/)
  }
}

function parseFloat64(text: string): HyperparameterValue | undefined {
  const named = NAMED_FLOAT.exec(text)
  if (!named && !FLOAT.test(text)) return undefined
  const infinite = named?.[2]?.toLowerCase() === 'nan' ? Number.NaN : named?.[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const value = named ? infinite : Number(text.replaceAll('_', ''))
  return { value, text: pythonFloat(value) }
}

function parseIntegers(text: string, shape: RegExp): HyperparameterValue | undefined {
  if (text.length > 100_000 || !shape.test(text)) return undefined
  return { value: (text.match(/-?\d+/g) ?? []).map(Number), text: text.trim() }
}

function checkRange({ name, type, range }: Hyperparameter, { value, text }: HyperparameterValue, image: ImageVersion): void {
  if ((name === 'tree_method' || name === 'predictor') && text.includes('gpu') && !imageAtLeast(image, '1.2-1')) {
    throw new UserError('GPU training is not supported yet.')
  }
  if (name === 'eval_metric') {
    if ((value as readonly string[]).every((metric) => checkMetric(metric, range as readonly string[]))) return
    throw new UserError(`Hyperparameter ${name}: value ${pythonList(value as readonly string[])} not in range ${pythonList(range as readonly string[])}`)
  }
  if (Array.isArray(value)) {
    if (value.every((element) => isIn(range, element))) return
    throw new UserError(`Hyperparameter ${name}: value ${type === 'CommaSeparatedList' ? pythonList(value) : text} not in range ${rangeText(range)}`)
  }
  if (!isIn(range, value as number | string)) throw new UserError(`Hyperparameter ${name}: ${text} is not in ${rangeText(range)}`)
}

const rangeText = (range: Hyperparameter['range']) => (typeof range === 'string' ? range : pythonList(range))

function isIn(range: Hyperparameter['range'], value: number | string): boolean {
  if (typeof range !== 'string') return range.includes(value)
  const [least, most] = range
    .slice(1, -1)
    .split(', ')
    .map((bound) => (bound === '+inf' ? Number.POSITIVE_INFINITY : Number(bound))) as [number, number]
  const number = value as number
  // NaN passes, as in the image: every comparison with it is false there.
  return !(
    (range.startsWith('(') ? number <= least : number < least) || (range.endsWith(')') && most !== Number.POSITIVE_INFINITY ? number >= most : number > most)
  )
}
