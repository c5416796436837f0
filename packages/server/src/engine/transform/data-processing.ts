/** What batch transform does with records before and after the model: filters, and the join of results with their inputs. */
import type { DataProcessing } from '@aws-sdk/client-sagemaker'
import { choosesSeveral, type JsonPath, parseJsonPath, select } from '../../services/sagemaker/transform-job/json-path.ts'
import { csvRow, csvText } from './csv-row.ts'

export interface Processing {
  /** Whether each record needs a result of its own: else results go out as they came. */
  readonly joins: boolean
  /** What the model gets of a record. Throws Error in a sentence. */
  shape(record: Buffer): Buffer
  /** What goes out for a record and its result. Throws Error in a sentence. */
  finish(record: Buffer, result: string): string
}

interface Format {
  read(text: string): unknown
  write(value: unknown, several: boolean): string
  join(record: unknown, result: unknown): unknown
}

const OUTPUT = 'SageMakerOutput'
const INPUT = 'SageMakerInput'

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

const csv: Format = {
  read: csvRow,
  write: (value) => csvText(Array.isArray(value) ? value : [value]),
  join: (record, result) => [...(record as string[]), ...(result as string[])],
}

const json: Format = {
  read(text) {
    try {
      return JSON.parse(text) as unknown
    } catch {
      throw new Error(`${text.slice(0, 100)} is not JSON`)
    }
  },
  write: (value) => JSON.stringify(value),
  // An own SageMakerOutput of the record is overwritten, as on AWS.
  join: (record, result) => (isObject(record) ? { ...record, [OUTPUT]: result } : { [INPUT]: record, [OUTPUT]: result }),
}

const pathOf = (text: string | undefined, contentType: string): JsonPath => parseJsonPath(text || '$', contentType)

/** Undefined when there is nothing to do: payloads and results then pass as they are. `contentType` without parameters, lower case. */
export function processingOf(processing: DataProcessing | undefined, contentType: string): Processing | undefined {
  const input = pathOf(processing?.InputFilter, contentType)
  const output = pathOf(processing?.OutputFilter, contentType)
  const joined = processing?.JoinSource === 'Input'
  if (input.length === 0 && output.length === 0 && !joined) return undefined
  const format = contentType === 'text/csv' ? csv : json
  return {
    joins: joined || output.length > 0,
    shape(record) {
      if (input.length === 0) return record
      return Buffer.from(format.write(select(parsed(format, record.toString('utf8'), 'input'), input), choosesSeveral(input)))
    },
    finish(record, result) {
      const answer = parsed(format, result, 'output from the algorithm')
      const whole = joined ? format.join(parsed(format, record.toString('utf8'), 'input'), answer) : answer
      return format.write(select(whole, output), choosesSeveral(output))
    },
  }
}

function parsed(format: Format, text: string, what: string): unknown {
  try {
    return format.read(text)
  } catch (error) {
    throw new Error(`Failed to parse ${what} as ${format === csv ? 'CSV' : 'JSON'}: ${(error as Error).message}`)
  }
}
