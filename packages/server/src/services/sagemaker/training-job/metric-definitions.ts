/** From a log line to metric values: the request's own definitions, or the built-in algorithm's. */
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker'
import { RE2JS } from 're2js'
import { validation } from '../errors.ts'
import { builtInMetricsOf, hasBuiltInMetrics } from './algorithm-metrics.ts'

export interface FoundMetric {
  readonly name: string
  readonly value: number
}

export type MetricReader = (escapedLine: string) => readonly FoundMetric[]

/** No definition needs more of a line than this; it bounds the work of 40 expressions on a hostile line. */
const MAX_SEARCHED_CHARACTERS = 8 * 1024

/** Throws ValidationException for an expression that RE2 (linear time, no look-around) does not take. */
export function metricReader(request: Pick<CreateTrainingJobRequest, 'AlgorithmSpecification'>): MetricReader {
  const definitions = request.AlgorithmSpecification?.MetricDefinitions ?? []
  if (definitions.length === 0) return hasBuiltInMetrics(request.AlgorithmSpecification?.TrainingImage ?? '') ? builtInMetricsOf : () => []
  const compiled = definitions.map(({ Name, Regex }) => ({ name: Name ?? '', pattern: compile(Name ?? '', Regex ?? '') }))
  return (line) => {
    const searched = line.slice(0, MAX_SEARCHED_CHARACTERS)
    return compiled.flatMap(({ name, pattern }) => {
      const matcher = pattern.matcher(searched)
      // The first capture group holds the value.
      const text = matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null
      const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
      return Number.isFinite(value) ? [{ name, value }] : []
    })
  }
}

function compile(name: string, regex: string) {
  try {
    return RE2JS.compile(regex)
  } catch (error) {
    throw validation(`The regular expression of metric definition "${name}" is not valid: ${(error as Error).message}`)
  }
}
